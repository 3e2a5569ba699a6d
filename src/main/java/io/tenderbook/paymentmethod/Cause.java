package io.tenderbook.paymentmethod;

import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.intent.Intent;
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
        IMPORT,
        BACKFILL,
        RECONCILIATION,
        CLOCK
    }

    /** A walk over everything that the provider has. */
    public static final Cause BACKFILL = new Cause(Kind.BACKFILL, null);

    /** A look at what should be in step already. */
    public static final Cause RECONCILIATION = new Cause(Kind.RECONCILIATION, null);

    /** The passing of time. */
    static final Cause CLOCK = new Cause(Kind.CLOCK, null);

    /**
     * Whether the provider was asked only to compare: what is found as it is recorded is then left untouched, clock and
     * version included. A clock that stays behind is safe, since it only makes a later event count that is known already.
     */
    boolean compares() {
        return kind == Kind.BACKFILL || kind == Kind.RECONCILIATION;
    }

    static Cause mutation(String name, Caller caller) {
        return new Cause(Kind.MUTATION, name + " by " + caller.identity().described());
    }

    /** The mutation that set out to do it, whoever carries it out. */
    static Cause of(Intent intent) {
        return new Cause(Kind.MUTATION, intent.causeId());
    }

    static Cause event(EventWord word) {
        return new Cause(Kind.EVENT, word.eventId());
    }

    static final Cause IMPORT = new Cause(Kind.IMPORT, null);
}
