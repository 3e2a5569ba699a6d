package io.tenderbook.sync;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micronaut.scheduling.annotation.Scheduled;
import io.tenderbook.provider.CircuitState;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same as {@link SyncHealth}, as metrics. The database is asked every few seconds, however often they are fetched; while
 * it does not answer, there are no values rather than old ones.
 */
@Singleton
final class HealthMeters {
    private static final Logger LOG = LoggerFactory.getLogger(HealthMeters.class);

    private final SyncHealth health;
    private final MultiGauge lag;
    private final MultiGauge backlog;
    private final MultiGauge drift;
    private final MultiGauge circuit;

    HealthMeters(SyncHealth health, MeterRegistry registry) {
        this.health = health;
        lag = MultiGauge.builder("tenderbook.sync.lag")
                .description("How long the event has waited that has been due longest")
                .baseUnit("seconds")
                .register(registry);
        backlog = MultiGauge.builder("tenderbook.sync.backlog")
                .description("Events that are not done with")
                .register(registry);
        drift = MultiGauge.builder("tenderbook.sync.drift")
                .description(
                        "Differences that reconciliation found in the last 24 hours, and those of them healed since")
                .register(registry);
        circuit = MultiGauge.builder("tenderbook.sync.circuit")
                .description("1 for the state that this instance's circuit to the provider is in, 0 for the others")
                .register(registry);
    }

    @Scheduled(fixedDelay = "15s", initialDelay = "1s")
    void refresh() {
        List<ConnectorHealth> all = List.of();
        try {
            all = health.ofAll();
        } catch (RuntimeException unavailable) {
            LOG.warn("The state of the sync could not be read for the metrics: {}", unavailable.toString());
        }
        lag.register(all.stream().map(one -> Row.of(tags(one), one.lag())).toList(), true);
        backlog.register(all.stream().flatMap(HealthMeters::backlog).toList(), true);
        drift.register(all.stream().flatMap(HealthMeters::drift).toList(), true);
        circuit.register(all.stream().flatMap(HealthMeters::circuit).toList(), true);
    }

    private static Stream<Row<?>> backlog(ConnectorHealth one) {
        return one.backlog().stream()
                .map(part ->
                        Row.of(tags(one).and("status", part.status().name().toLowerCase(Locale.ROOT)), part.count()));
    }

    private static Stream<Row<?>> drift(ConnectorHealth one) {
        return Stream.of(
                Row.of(tags(one).and("state", "found"), one.driftFound()),
                Row.of(tags(one).and("state", "healed"), one.driftHealed()));
    }

    private static Stream<Row<?>> circuit(ConnectorHealth one) {
        return Arrays.stream(CircuitState.values())
                .map(state -> Row.of(
                        tags(one).and("state", state.name().toLowerCase(Locale.ROOT)), one.circuit() == state ? 1 : 0));
    }

    private static Tags tags(ConnectorHealth one) {
        return Tags.of(
                "connector",
                one.connectorName(),
                "connector_id",
                one.connectorId().toString());
    }
}
