package io.tenderbook.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that is to be applied.
 *
 * @param attempts how often it was tried before
 * @param payload the raw bytes as they came
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in transit; nobody compares two
public record StoredEvent(
        UUID id, UUID connectorId, String eventId, String type, int attempts, Instant receivedAt, byte[] payload) {}
