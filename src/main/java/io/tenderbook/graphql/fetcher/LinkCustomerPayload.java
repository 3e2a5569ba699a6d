package io.tenderbook.graphql.fetcher;

import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import io.tenderbook.paymentmethod.LinkCustomer.Linked;
import io.tenderbook.paymentmethod.LinkCustomer.Rejected;
import io.tenderbook.paymentmethod.LinkCustomer.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

record LinkCustomerPayload(
        @Nullable Customer customer, @Nullable ConnectorMapping connectorMapping, List<UserError> userErrors)
        implements MutationPayload {
    static LinkCustomerPayload of(Result result) {
        return switch (result) {
            case Linked linked -> new LinkCustomerPayload(linked.customer(), linked.mapping(), List.of());
            case Rejected rejected -> new LinkCustomerPayload(null, null, List.of(rejected.error()));
        };
    }
}
