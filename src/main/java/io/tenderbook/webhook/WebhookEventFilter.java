package io.tenderbook.webhook;

import io.tenderbook.platform.Ascii;
import io.tenderbook.platform.page.Where;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events; null, and an empty list, is no condition.
 *
 * @param eventId the provider's id
 * @param objectId the provider's id of the object that the event shows
 * @param recovered whether we fetched it because no delivery of it had come
 * @param receivedAfter or at that moment
 * @param hasError whether the last try failed, or the event was rejected
 * @param waitsForCustomer the provider's id of the customer for whose link UNMAPPED events wait
 */
public record WebhookEventFilter(
        List<EventStatus> status,
        @Nullable String type,
        @Nullable UUID connectorId,
        @Nullable String eventId,
        @Nullable String objectId,
        @Nullable Boolean recovered,
        @Nullable Instant receivedAfter,
        @Nullable Instant receivedBefore,
        @Nullable Integer minAttempts,
        @Nullable Boolean hasError,
        @Nullable String waitsForCustomer) {
    /** The keys by the provider's ids begin with the connector. */
    private static final String OF_OUR_CONNECTORS =
            "e.connector_id IN (SELECT k.id FROM connector k WHERE k.organisation_id = :organisation)";

    Where where(UUID organisationId) {
        var where = new Where().and("e.organisation_id = :organisation", "organisation", organisationId);
        if (!status.isEmpty()) {
            where.in("e.status", "status", status);
        }
        if (connectorId != null) {
            where.and("e.connector_id = :connector", "connector", connectorId);
        }
        if (receivedAfter != null) {
            where.and("e.received_at >= :receivedAfter", "receivedAfter", receivedAfter);
        }
        if (receivedBefore != null) {
            where.and("e.received_at < :receivedBefore", "receivedBefore", receivedBefore);
        }
        if (minAttempts != null) {
            where.and("e.attempts >= :minAttempts", "minAttempts", minAttempts);
        }
        if (hasError != null) {
            // No other status keeps an error: that lets the database leave all the applied ones alone.
            where.and(
                    hasError
                            ? "e.error IS NOT NULL AND e.status IN ('PENDING', 'DEAD', 'REJECTED')"
                            : "e.error IS NULL");
        }
        if (recovered != null) {
            where.and("e.recovered = :recovered", "recovered", recovered);
        }
        identifier("type", "e.type = :type", type, where);
        identifier("eventId", "e.event_id = :eventId AND " + OF_OUR_CONNECTORS, eventId, where);
        identifier("objectId", "e.object_id = :objectId AND " + OF_OUR_CONNECTORS, objectId, where);
        identifier(
                "waitsForCustomer",
                "e.status = 'UNMAPPED' AND e.customer_external_id = :waitsForCustomer AND " + OF_OUR_CONNECTORS,
                waitsForCustomer,
                where);
        return where;
    }

    private static void identifier(String name, String condition, @Nullable String written, Where where) {
        if (written != null && Ascii.is(written)) {
            where.and(condition, name, written);
        } else if (written != null) {
            where.and("FALSE");
        }
    }
}
