package io.tenderbook.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Counts events as they come and as they end, since this instance started. */
@Singleton
final class EventMeters {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Set<String> types;

    // Looking a meter up by its tags costs more than counting does.
    private final Map<Received, Counter> received = new ConcurrentHashMap<>();
    private final Map<Ended, Counter> ended = new ConcurrentHashMap<>();
    private final Map<Source, Timer> followed = new ConcurrentHashMap<>();

    EventMeters(MeterRegistry registry, List<EventHandler> handlers) {
        this.registry = registry;
        types = handlers.stream()
                .flatMap(handler -> handler.eventTypes().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private record Source(String name, UUID id) {
        static Source of(Connector connector) {
            return new Source(connector.name(), connector.id());
        }
    }

    private record Received(Source source, String type) {}

    private record Ended(Source source, String type, EventStatus status) {}

    /** A repeated delivery counts too. */
    void received(Connector connector, String type) {
        received.computeIfAbsent(new Received(Source.of(connector), bounded(type)), this::received)
                .increment();
    }

    private Counter received(Received what) {
        return Counter.builder("tenderbook.webhook.received")
                .description("Events taken in, repeated deliveries included")
                .tag("connector", what.source().name())
                .tag("connector_id", what.source().id().toString())
                .tag("type", what.type())
                .register(registry);
    }

    void ended(Connector connector, String type, EventStatus status) {
        ended.computeIfAbsent(new Ended(Source.of(connector), bounded(type), status), this::ended)
                .increment();
    }

    private Counter ended(Ended what) {
        return Counter.builder("tenderbook.webhook.ended")
                .description("Events by what became of them")
                .tag("connector", what.source().name())
                .tag("connector_id", what.source().id().toString())
                .tag("type", what.type())
                .tag("status", what.status().name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    /** @param lag from the receipt of an event until the records followed it */
    void followed(Connector connector, Duration lag) {
        followed.computeIfAbsent(Source.of(connector), this::followed).record(lag);
    }

    private Timer followed(Source source) {
        return Timer.builder("tenderbook.webhook.lag")
                .description("From the receipt of an event until the records followed it")
                .tag("connector", source.name())
                .tag("connector_id", source.id().toString())
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(registry);
    }

    /** A provider, or somebody who knows a secret, could send types without end. */
    private String bounded(String type) {
        return types.contains(type) ? type : OTHER;
    }
}
