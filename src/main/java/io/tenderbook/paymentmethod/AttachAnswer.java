package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderPaymentMethod;
import org.jspecify.annotations.Nullable;

/**
 * What the provider answered to a call that was to attach a payment method.
 *
 * @param versionBefore the version, before the call, of the object that the answer shows; 0 if nothing was known of it
 * @param settled hears of its end inside the transaction that holds the effect
 */
record AttachAnswer(
        Intent intent, ProviderAnswer<ProviderPaymentMethod> answer, long versionBefore, Settlement.Listener settled)
        implements PaymentMethodWord {
    @Override
    public String id() {
        return answer.value().id();
    }

    @Override
    public @Nullable String owner() {
        return answer.value().customerId();
    }

    @Override
    public boolean isNew() {
        return versionBefore == 0;
    }

    @Override
    public Verdict decide(PaymentMethodProjection projection, Connector connector) {
        return projection.answer(
                connector,
                answer,
                versionBefore,
                null,
                intent.providerKey(),
                false,
                Cause.of(intent),
                PaymentMethodSource.ATTACH);
    }
}
