package io.tenderbook.sync;

import io.tenderbook.platform.RecurringJob;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives every connector's reconciliation its turn. */
@Singleton
final class ReconciliationJob implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationJob.class);

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Reconciliation reconciliation;
    private final Connectors connectors;

    ReconciliationJob(Reconciliation reconciliation, Connectors connectors) {
        this.reconciliation = reconciliation;
        this.connectors = connectors;
    }

    @Override
    public String name() {
        return "reconciliation";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() throws InterruptedException {
        for (Connector connector : connectors.active()) {
            try {
                var tally = reconciliation.run(connector);
                if (tally.created() + tally.changed() > 0) {
                    LOG.info(
                            "Connector {}: {} records were not as the provider says, and are now",
                            connector.name(),
                            tally.created() + tally.changed());
                }
            } catch (RepairStopped stopped) {
                LOG.warn("Reconciliation of connector {} waits: {}", connector.name(), stopped.getMessage());
            } catch (RuntimeException failure) {
                LOG.error("Connector {} could not be reconciled; the next run goes on", connector.name(), failure);
            }
        }
    }
}
