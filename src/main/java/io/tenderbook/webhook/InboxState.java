package io.tenderbook.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the inbox of one connector stands.
 *
 * @param lastEventAt when an event was last received; null if none is kept
 * @param lastAppliedAt when an event was last settled; null if none is kept
 * @param waitingSince since when the event waits that has been due longest; null when none is due
 * @param pending how many are to be applied, now or later
 * @param unmapped how many wait until their customer is linked
 * @param dead how many were given up
 */
public record InboxState(
        UUID connectorId,
        String connectorName,
        @Nullable Instant lastEventAt,
        @Nullable Instant lastAppliedAt,
        @Nullable Instant waitingSince,
        long pending,
        long unmapped,
        long dead) {
    /** How many seconds the event has waited that has been due longest; 0 when none is due. */
    public long lag(Instant now) {
        return waitingSince == null
                ? 0
                : Math.max(0, Duration.between(waitingSince, now).toSeconds());
    }
}
