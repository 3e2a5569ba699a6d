package io.tenderbook.provider;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tenderbook.provider.ProviderException.OutcomeUnknown;
import io.tenderbook.provider.ProviderException.Unavailable;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts and times the calls to providers, since this instance started: by connector, operation, reason and outcome. */
@Singleton
final class CallMeters {
    private final MeterRegistry registry;

    CallMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A call that was sent, with all its tries. */
    void ended(Connector connector, Operation operation, ProviderCall call, long nanos, @Nullable Throwable failure) {
        Timer.builder("tenderbook.provider.calls")
                .description("Calls to the provider, by how they ended")
                .tags(tags(connector, operation, call))
                .tag("outcome", outcome(failure))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A call that was not sent: the circuit is open, or its turn to read did not come. */
    void withheld(Connector connector, Operation operation, ProviderCall call) {
        Counter.builder("tenderbook.provider.withheld")
                .description("Calls that were not sent, because of the circuit breaker or the read limit")
                .tags(tags(connector, operation, call))
                .register(registry)
                .increment();
    }

    private static Tags tags(Connector connector, Operation operation, ProviderCall call) {
        return Tags.of(
                "connector",
                connector.name(),
                "connector_id",
                connector.id().toString(),
                "operation",
                operation.name().toLowerCase(Locale.ROOT),
                "reason",
                call.background() ? "event" : "other");
    }

    static String outcome(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> "answered";
            case Unavailable unavailable -> "unavailable";
            case OutcomeUnknown unknown -> "unknown";
            case ProviderException refusal -> "refused";
            default -> "failed";
        };
    }
}
