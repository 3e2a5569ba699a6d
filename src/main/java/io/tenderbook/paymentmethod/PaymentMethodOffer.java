package io.tenderbook.paymentmethod;

import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderPaymentMethod;
import org.jspecify.annotations.Nullable;

/**
 * An event that shows a payment method.
 *
 * @param settled hears of its end inside the transaction that holds the effect
 */
public record PaymentMethodOffer(ProviderPaymentMethod seen, EventWord word, Settlement.Listener settled)
        implements PaymentMethodWord {
    @Override
    public String id() {
        return seen.id();
    }

    @Override
    public @Nullable String owner() {
        return word.terminal() ? word.formerCustomerId() : seen.customerId();
    }

    @Override
    public Verdict decide(PaymentMethodProjection projection, Connector connector) {
        return projection.offer(connector, seen, word);
    }
}
