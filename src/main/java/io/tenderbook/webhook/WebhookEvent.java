package io.tenderbook.webhook;

import io.tenderbook.platform.page.KeyType;
import io.tenderbook.platform.page.Keyset;
import io.tenderbook.platform.page.Keyset.Nulls;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event that was delivered, but for its body.
 *
 * @param eventId the provider's id, unique at its connector
 * @param objectId the provider's id of the object that the event shows; null if it shows none
 * @param recovered whether we fetched it because no delivery of it had come
 * @param attempts how often it was tried since it was received or last replayed
 * @param error why the last try failed, or why it was rejected; null when neither
 * @param appliedAt when it was last settled, whatever became of it; null while it is not, or where there was nothing to do
 * @param nextAttemptAt null unless it is pending; while it is being tried, when somebody else would take over
 */
public record WebhookEvent(
        UUID id,
        UUID organisationId,
        UUID connectorId,
        String eventId,
        String type,
        @Nullable String objectId,
        boolean recovered,
        EventStatus status,
        int attempts,
        @Nullable String error,
        Instant receivedAt,
        @Nullable Instant appliedAt,
        @Nullable Instant nextAttemptAt) {
    /** The order of every list of events. */
    public static final Keyset<WebhookEvent> NEWEST_FIRST = new Keyset<>(
                    "RECEIVED_AT",
                    "e.received_at",
                    "e.id",
                    KeyType.TIME,
                    Nulls.NONE,
                    false,
                    WebhookEvent::receivedAt,
                    WebhookEvent::id)
            .inDescendingOrder();
}
