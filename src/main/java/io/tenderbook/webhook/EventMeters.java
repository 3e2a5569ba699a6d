package io.tenderbook.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts events as they come and as they end, since this instance started. */
@Singleton
final class EventMeters {
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

    /** A provider, or somebody who knows a secret, could send types without end. */
    private String bounded(String type) {
        return types.contains(type) ? type : OTHER;
    }
}
