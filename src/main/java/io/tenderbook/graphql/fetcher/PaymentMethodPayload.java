package io.tenderbook.graphql.fetcher;

import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import io.tenderbook.paymentmethod.PaymentMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the payloads of all mutations of one payment method hold, but for attach, which says more. */
record PaymentMethodPayload(
        @Nullable PaymentMethod paymentMethod, @Nullable Customer customer, List<UserError> userErrors)
        implements MutationPayload {
    static PaymentMethodPayload of(PaymentMethod method, @Nullable Customer customer) {
        return new PaymentMethodPayload(method, customer, List.of());
    }

    static PaymentMethodPayload of(UserError error) {
        return new PaymentMethodPayload(null, null, List.of(error));
    }
}
