package io.tenderbook.webhook;

import org.jspecify.annotations.Nullable;

/**
 * An event as a provider delivered it, its signature verified.
 *
 * @param eventId the provider's id, unique in its account
 * @param objectId the provider's id of the object that the event shows; null if that has none
 * @param rejection why it does not belong to the connector; null if it does
 * @param payload the raw bytes as they came
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in transit; nobody compares two
public record IncomingEvent(
        String eventId,
        String type,
        @Nullable String objectId,
        @Nullable String rejection,
        byte[] payload) {}
