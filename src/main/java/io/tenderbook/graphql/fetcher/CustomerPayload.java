package io.tenderbook.graphql.fetcher;

import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the payloads of mutations of a customer hold that show nothing else. */
record CustomerPayload(@Nullable Customer customer, List<UserError> userErrors) implements MutationPayload {
    static CustomerPayload of(Customer customer) {
        return new CustomerPayload(customer, List.of());
    }

    static CustomerPayload of(UserError error) {
        return new CustomerPayload(null, List.of(error));
    }
}
