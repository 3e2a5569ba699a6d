package io.tenderbook.platform.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/** Leaves out statements that belong to no trace: the database is asked every few seconds whether there is something to do. */
record StatementsWithinTraces(Sampler sampler) implements Sampler {
    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        boolean root = !Span.fromContext(parent).getSpanContext().isValid();
        return root && ofDatabase(attributes)
                ? SamplingResult.drop()
                : sampler.shouldSample(parent, traceId, name, kind, attributes, links);
    }

    /** By whichever version of the conventions. */
    private static boolean ofDatabase(Attributes attributes) {
        return attributes.asMap().keySet().stream().anyMatch(key -> key.getKey().startsWith("db."));
    }

    @Override
    public String getDescription() {
        return "StatementsWithinTraces{" + sampler.getDescription() + "}";
    }
}
