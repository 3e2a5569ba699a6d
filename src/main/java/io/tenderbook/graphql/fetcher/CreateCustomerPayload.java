package io.tenderbook.graphql.fetcher;

import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import io.tenderbook.paymentmethod.CreateCustomer.Created;
import io.tenderbook.paymentmethod.CreateCustomer.Rejected;
import io.tenderbook.paymentmethod.CreateCustomer.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

record CreateCustomerPayload(@Nullable Customer customer, List<UserError> userErrors) implements MutationPayload {
    static CreateCustomerPayload of(Result result) {
        return switch (result) {
            case Created created -> new CreateCustomerPayload(created.customer(), List.of());
            case Rejected rejected -> new CreateCustomerPayload(rejected.customer(), List.of(rejected.error()));
        };
    }
}
