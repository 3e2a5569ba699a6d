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
 * @param driftFound differences that reconciliation found in the last 24 hours
 * @param driftHealed those of them that are healed
 * @param reconciliation the round under way, or the last one; null before the first
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
        long driftFound,
        long driftHealed,
        @Nullable Reconciliation reconciliation,
        CircuitState circuit) {
    /** How many events have a status. */
    public record Backlog(EventStatus status, long count) {}

    /**
     * A round of comparing all customers of the connector with the provider.
     *
     * @param startedAt when it was its turn, which may be before it really began
     * @param endedAt null while it goes on
     * @param customers how many there were when it began
     * @param compared how many of them are done
     */
    public record Reconciliation(
            Instant startedAt, @Nullable Instant endedAt, int customers, int compared) {}
}
