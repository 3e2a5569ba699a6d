package io.tenderbook.graphql.fetcher;

import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import io.tenderbook.paymentmethod.SyncCustomer.Rejected;
import io.tenderbook.paymentmethod.SyncCustomer.Result;
import io.tenderbook.paymentmethod.SyncCustomer.Synced;
import io.tenderbook.paymentmethod.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

record SyncCustomerPayload(
        @Nullable Customer customer, @Nullable Tally synced, List<UserError> userErrors) implements MutationPayload {
    static SyncCustomerPayload of(Result result) {
        return switch (result) {
            case Synced synced -> new SyncCustomerPayload(synced.customer(), synced.tally(), List.of());
            case Rejected rejected -> new SyncCustomerPayload(null, null, List.of(rejected.error()));
        };
    }
}
