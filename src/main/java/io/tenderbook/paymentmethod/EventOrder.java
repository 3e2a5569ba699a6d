package io.tenderbook.paymentmethod;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an event's snapshot is newer than what we know. Stripe stamps events with whole seconds, several changes of one
 * object share a second, and ids do not order them; so inside a second either way only a read can tell.
 */
enum EventOrder {
    NEWER,
    STALE,
    UNDECIDED;

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** @param observedAt null when this is the object's first word */
    static EventOrder of(@Nullable Instant observedAt, Instant created) {
        if (observedAt == null || created.isAfter(observedAt.plus(SECOND))) {
            return NEWER;
        }
        return created.isBefore(observedAt.minus(SECOND)) ? STALE : UNDECIDED;
    }
}
