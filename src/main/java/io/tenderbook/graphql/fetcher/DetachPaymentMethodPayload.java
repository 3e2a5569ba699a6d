package io.tenderbook.graphql.fetcher;

import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import io.tenderbook.paymentmethod.DetachPaymentMethod.Effect;
import io.tenderbook.paymentmethod.PaymentMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

record DetachPaymentMethodPayload(
        @Nullable PaymentMethod paymentMethod,
        @Nullable Customer customer,
        @Nullable Boolean clearedDefault,
        @Nullable PaymentMethod newDefault,
        List<UserError> userErrors)
        implements MutationPayload {
    static DetachPaymentMethodPayload of(PaymentMethodPayload known, @Nullable Effect effect) {
        return new DetachPaymentMethodPayload(
                known.paymentMethod(),
                known.customer(),
                effect == null ? null : effect.clearedDefault(),
                effect == null ? null : effect.newDefault(),
                known.userErrors());
    }
}
