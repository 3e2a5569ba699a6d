package io.tenderbook.sync;

import io.tenderbook.provider.CircuitState;
import io.tenderbook.webhook.EventStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the records of one connector are behind its provider.
 *
 * @param lastEventAt when an event was last received; null if none is kept
 * @param lastAppliedAt when an event was last settled; null if none is kept
 * @param lag how many seconds the event has waited that has been due longest; 0 when none is due
 * @param backlog events that are not done with, by status
 * @param dead events that were given up
 * @param circuit whether this instance asks the provider at present
 */
public record ConnectorHealth(
        UUID connectorId,
        String connectorName,
        @Nullable Instant lastEventAt,
        @Nullable Instant lastAppliedAt,
        long lag,
        List<Backlog> backlog,
        long dead,
        CircuitState circuit) {
    /** How many events have a status. */
    public record Backlog(EventStatus status, long count) {}
}
