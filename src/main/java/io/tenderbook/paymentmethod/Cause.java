package io.tenderbook.paymentmethod;

import io.tenderbook.organisation.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What made a change happen.
 *
 * @param id the provider's id of the event, or the mutation and its caller; null where the kind says all
 */
public record Cause(Kind kind, @Nullable String id) {
    /** Where changes come from. */
    public enum Kind {
        EVENT,
        MUTATION,
        IMPORT
    }

    static Cause mutation(String name, Caller caller) {
        return new Cause(Kind.MUTATION, name + " by key " + caller.apiKeyId());
    }

    static Cause event(EventWord word) {
        return new Cause(Kind.EVENT, word.eventId());
    }

    static final Cause IMPORT = new Cause(Kind.IMPORT, null);
}
