package io.tenderbook.platform.telemetry;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.value.PropertyResolver;
import java.util.stream.Stream;

/** Whether a collector is configured, by the variables that OpenTelemetry's specification names. */
public final class TracesWanted implements Condition {
    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    public boolean matches(ConditionContext context) {
        return in(context);
    }

    private static boolean in(PropertyResolver properties) {
        return Stream.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint")
                .flatMap(name -> properties.getProperty(name, String.class).stream())
                .anyMatch(address -> !address.isBlank());
    }
}
