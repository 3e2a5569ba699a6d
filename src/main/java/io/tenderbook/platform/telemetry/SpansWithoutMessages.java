package io.tenderbook.platform.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/** Sends of a failure its type alone: messages and stack traces quote what failed, and a trace leaves the house. */
record SpansWithoutMessages(SpanExporter exporter) implements SpanExporter {
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(
                spans.stream().<SpanData>map(WithoutMessages::new).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static final class WithoutMessages extends DelegatingSpanData {
        WithoutMessages(SpanData span) {
            super(span);
        }

        @Override
        public List<EventData> getEvents() {
            return super.getEvents().stream().map(WithoutMessages::typeOnly).toList();
        }

        private static EventData typeOnly(EventData event) {
            String type = event.getAttributes().get(TYPE);
            var kept = type == null ? Attributes.empty() : Attributes.of(TYPE, type);
            return EventData.create(event.getEpochNanos(), event.getName(), kept);
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }
    }
}
