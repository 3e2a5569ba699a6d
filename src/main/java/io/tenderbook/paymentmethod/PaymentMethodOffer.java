package io.tenderbook.paymentmethod;

import io.tenderbook.provider.ProviderPaymentMethod;
import org.jspecify.annotations.Nullable;

/**
 * An event that shows a payment method.
 *
 * @param settled hears of its end inside the transaction that holds the effect
 */
public record PaymentMethodOffer(ProviderPaymentMethod seen, EventWord word, Settlement.Listener settled) {
    /** Whose it is, or was before it was detached; null if the event does not say. */
    @Nullable
    String owner() {
        return word.terminal() ? word.formerCustomerId() : seen.customerId();
    }

    String id() {
        return seen.id();
    }
}
