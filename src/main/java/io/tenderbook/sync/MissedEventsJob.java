package io.tenderbook.sync;

import io.tenderbook.platform.RecurringJob;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in, at every connector, the events that were missed since it last looked. */
@Singleton
final class MissedEventsJob implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(MissedEventsJob.class);

    private static final Duration EVERY = Duration.ofMinutes(1);

    /** Read once more each time, for events that the provider listed late and clocks that differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final EventRecovery recovery;
    private final Connectors connectors;
    private final Jdbi jdbi;
    private final Clock clock;

    MissedEventsJob(EventRecovery recovery, Connectors connectors, Jdbi jdbi, Clock clock) {
        this.recovery = recovery;
        this.connectors = connectors;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "missed-events";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() throws InterruptedException {
        for (Connector connector : connectors.active()) {
            try {
                recover(connector);
            } catch (RepairStopped stopped) {
                LOG.warn("Missed events of connector {} wait: {}", connector.name(), stopped.getMessage());
            } catch (RuntimeException failure) {
                LOG.error("Missed events of connector {} could not be taken in", connector.name(), failure);
            }
        }
    }

    private void recover(Connector connector) throws InterruptedException {
        var readTo = readTo(connector.id());
        if (readTo.isEmpty()) {
            save(connector.id(), recovery.horizon().minus(OVERLAP)); // what is older is a backfill's
        }
        Instant since = readTo.map(to -> to.minus(OVERLAP))
                .orElseGet(() -> recovery.horizon().minus(OVERLAP));
        if (since.isBefore(clock.instant().minus(EventRecovery.KEPT))) {
            LOG.warn(
                    "Connector {} was last asked for events at {}, longer ago than they are kept; reconciliation will"
                            + " find what they changed",
                    connector.name(),
                    since);
        }
        var recovered = recovery.recover(connector, since, (until, soFar) -> save(connector.id(), until));
        if (recovered.recovered() > 0) {
            LOG.info("{} missed events of connector {} were taken in", recovered.recovered(), connector.name());
        }
    }

    private Optional<Instant> readTo(UUID connectorId) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT read_to FROM event_recovery WHERE connector_id = ?", connectorId)
                        .mapTo(Instant.class)
                        .findFirst());
    }

    private void save(UUID connectorId, Instant readTo) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO event_recovery (connector_id, read_to) VALUES (?, ?)"
                        + " ON DUPLICATE KEY UPDATE read_to = VALUES(read_to)",
                connectorId,
                readTo));
    }
}
