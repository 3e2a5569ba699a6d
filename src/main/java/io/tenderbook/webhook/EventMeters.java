package io.tenderbook.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts events as they come and as they end, since this instance started. */
@Singleton
final class EventMeters {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Set<String> types;

    EventMeters(MeterRegistry registry, List<EventHandler> handlers) {
        this.registry = registry;
        types = handlers.stream()
                .flatMap(handler -> handler.eventTypes().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A repeated delivery counts too. */
    void received(Connector connector, String type) {
        Counter.builder("tenderbook.webhook.received")
                .description("Events taken in, repeated deliveries included")
                .tag("connector", connector.name())
                .tag("connector_id", connector.id().toString())
                .tag("type", bounded(type))
                .register(registry)
                .increment();
    }

    void ended(Connector connector, String type, EventStatus status) {
        Counter.builder("tenderbook.webhook.ended")
                .description("Events by what became of them")
                .tag("connector", connector.name())
                .tag("connector_id", connector.id().toString())
                .tag("type", bounded(type))
                .tag("status", status.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    /** @param lag from the receipt of an event until the records followed it */
    void followed(Connector connector, Duration lag) {
        Timer.builder("tenderbook.webhook.lag")
                .description("From the receipt of an event until the records followed it")
                .tag("connector", connector.name())
                .tag("connector_id", connector.id().toString())
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(registry)
                .record(lag);
    }

    /** A provider, or somebody who knows a secret, could send types without end. */
    private String bounded(String type) {
        return types.contains(type) ? type : OTHER;
    }
}
