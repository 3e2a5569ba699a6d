package io.tenderbook.platform.telemetry;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.tenderbook.platform.StartRefused;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

@Factory
final class TelemetryFactory {
    private static final String NAME = "io.tenderbook";
    private static final String PREFIX = "otel";
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** What is not said otherwise, by the variables of OpenTelemetry's specification: {@code OTEL_SERVICE_NAME} and so on. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "tenderbook",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    private volatile @Nullable OpenTelemetrySdk started;

    @Singleton
    @Requires(condition = TracesWanted.class)
    OpenTelemetrySdk sdk(Environment environment) {
        logAsOthersDo();
        try {
            var sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> settings(environment))
                    .addSamplerCustomizer((sampler, settings) -> new StatementsWithinTraces(sampler))
                    .addSpanExporterCustomizer((exporter, settings) -> new SpansWithoutMessages(exporter))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
            started = sdk;
            return sdk;
        } catch (ConfigurationException | IllegalArgumentException wrong) {
            throw new StartRefused(
                    "Traces cannot be sent as the variables OTEL_… say: " + wrong.getMessage()
                            + ". They go by OTLP over HTTP (http/protobuf), to OTEL_EXPORTER_OTLP_ENDPOINT such as"
                            + " http://localhost:4318.",
                    wrong);
        }
    }

    @Singleton
    Tracer tracer(@Nullable OpenTelemetrySdk sdk) {
        return (sdk == null ? OpenTelemetry.noop() : sdk).getTracer(NAME);
    }

    /** Sends what is left, but keeps nobody waiting for a collector that is away. */
    @PreDestroy
    void stop() {
        var sdk = started;
        if (sdk != null) {
            sdk.shutdown().join(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static Map<String, String> settings(Environment environment) {
        var settings = new HashMap<>(DEFAULTS);
        environment.getProperties(PREFIX).forEach((name, value) -> settings.put(PREFIX + "." + name, value.toString()));
        return settings;
    }

    /** The SDK logs by java.util.logging, which would write lines of a form of its own. */
    private static void logAsOthersDo() {
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
    }
}
