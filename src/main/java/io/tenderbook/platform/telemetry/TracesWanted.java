package io.tenderbook.platform.telemetry;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Whether a collector is configured, by the variables that OpenTelemetry's specification names. */
public final class TracesWanted implements Condition {
    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    public boolean matches(ConditionContext context) {
        return context.containsProperty("otel.exporter.otlp.endpoint")
                || context.containsProperty("otel.exporter.otlp.traces.endpoint");
    }
}
