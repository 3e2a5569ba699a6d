package io.tenderbook.webhook;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** What became of the events that showed an object. */
@Singleton
public final class ObjectTrail {
    private final Jdbi jdbi;

    ObjectTrail(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The states of the events that came since then, and of older ones that have not ended.
     *
     * @param objectId the provider's id of the object
     */
    public Set<EventStatus> of(UUID connectorId, String objectId, Instant since) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT DISTINCT status FROM webhook_event WHERE connector_id = ? AND object_id = ?"
                                + " AND (received_at >= ? OR status IN ('PENDING', 'DEAD', 'UNMAPPED'))",
                        connectorId,
                        objectId,
                        since)
                .mapTo(EventStatus.class)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventStatus.class))));
    }
}
