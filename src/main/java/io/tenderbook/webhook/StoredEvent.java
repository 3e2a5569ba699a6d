package io.tenderbook.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that is to be applied.
 *
 * @param attempts how often it was tried before
 * @param triedSince when its tries began anew; null if that was when it was received
 * @param payload the raw bytes as they came
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in transit; nobody compares two
public record StoredEvent(
        UUID id,
        UUID connectorId,
        String eventId,
        String type,
        int attempts,
        Instant receivedAt,
        @Nullable Instant triedSince,
        byte[] payload) {
    /** How long it has been tried. */
    Duration triedFor(Instant now) {
        return Duration.between(triedSince == null ? receivedAt : triedSince, now);
    }
}
