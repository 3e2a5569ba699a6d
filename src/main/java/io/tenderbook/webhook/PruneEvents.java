package io.tenderbook.webhook;

import io.tenderbook.platform.RecurringJob;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets events with which nothing is to be done any more, some time after they were received and settled. What is
 * PENDING, DEAD or UNMAPPED stays for however long, since somebody may still want its effect.
 */
@Singleton
final class PruneEvents implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(PruneEvents.class);

    private static final List<EventStatus> DONE =
            List.of(EventStatus.APPLIED, EventStatus.STALE, EventStatus.IGNORED, EventStatus.REJECTED);
    private static final int BATCH = 500;

    private final Jdbi jdbi;
    private final Retention retention;
    private final Clock clock;

    PruneEvents(Jdbi jdbi, Retention retention, Clock clock) {
        this.jdbi = jdbi;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "prune-events";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() throws InterruptedException {
        Instant before = clock.instant().minus(retention.kept());
        List<UUID> organisations =
                jdbi.withHandle(handle -> handle.createQuery("SELECT DISTINCT organisation_id FROM connector")
                        .mapTo(UUID.class)
                        .list());
        long pruned = 0;
        for (UUID organisation : organisations) {
            for (EventStatus status : DONE) {
                pruned += prune(organisation, status, before);
            }
        }
        if (pruned > 0) {
            LOG.info("{} events from before {} were pruned", pruned, before);
        }
    }

    /** Small statements: an event that comes in meanwhile waits for none of them. */
    private long prune(UUID organisation, EventStatus status, Instant before) throws InterruptedException {
        long pruned = 0;
        int batch;
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped between two batches");
            }
            batch = jdbi.withHandle(handle -> handle.execute(
                    "DELETE FROM webhook_event WHERE organisation_id = ? AND status = ? AND received_at < ?"
                            + " AND (applied_at IS NULL OR applied_at < ?) ORDER BY received_at, id LIMIT " + BATCH,
                    organisation,
                    status.name(),
                    before,
                    before));
            pruned += batch;
        } while (batch == BATCH);
        return pruned;
    }
}
