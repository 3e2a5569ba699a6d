package io.tenderbook.paymentmethod;

import org.jspecify.annotations.Nullable;

/** How an event ended. */
public sealed interface Settlement {
    /**
     * Its word is in the records.
     *
     * @param difference what that changed; null if it was there already
     */
    record Applied(@Nullable Difference difference) implements Settlement {}

    /** Something newer was known. */
    record Stale() implements Settlement {}

    /** Its customer is mapped nowhere; it waits until somebody links that customer. */
    record Unmapped(String customerExternalId) implements Settlement {}

    /** Called inside the transaction that holds the effect, so that both commit together. */
    @FunctionalInterface
    interface Listener {
        void settled(Settlement settlement);

        /** For work that no event asked for. */
        Listener NONE = settlement -> {};
    }
}
