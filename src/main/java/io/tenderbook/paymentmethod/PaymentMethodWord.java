package io.tenderbook.paymentmethod;

import io.tenderbook.provider.Connector;
import org.jspecify.annotations.Nullable;

/** What the provider said of a payment method, in an event or an answer, so that it can be applied together with others. */
interface PaymentMethodWord {
    /** The provider's id of the payment method. */
    String id();

    /** Whose it is, or was before it was detached; null if the word does not say. */
    @Nullable
    String owner();

    /** Whether nothing was known of the payment method when the provider was called for this word. */
    default boolean isNew() {
        return false;
    }

    /** Has it decided, inside the transaction that holds what it is about. */
    Verdict decide(PaymentMethodProjection projection, Connector connector);

    /** Hears of its end inside the transaction that holds the effect. */
    Settlement.Listener settled();
}
