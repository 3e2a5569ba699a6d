package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.IntentKind;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderCall;

/**
 * One kind of call that changes something at a provider. Declaring the bean is enough for the janitor to settle intents of
 * this kind. Nothing here runs inside a transaction.
 */
interface IntentStep {
    IntentKind kind();

    /**
     * Makes the call with the intent's idempotency key, records what came back, and ends the intent with that. However
     * often it is repeated, it has one effect.
     *
     * @param call whose deadline counts
     */
    void carryOut(Intent intent, Connector connector, ProviderCall call);

    /** Reads the provider, records what it shows, and says whether the effect of the intent is there. */
    Sight look(Intent intent, Connector connector, ProviderCall call);

    /** Whether what somebody else did at the provider meanwhile would be undone by the call, so that it has to look first. */
    default boolean looksFirst() {
        return false;
    }

    /** What a look has shown. */
    enum Sight {
        DONE,
        NOT_DONE,
        /** Somebody did something else meanwhile. */
        OTHERWISE
    }
}
