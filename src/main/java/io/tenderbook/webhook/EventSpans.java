package io.tenderbook.webhook;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.tenderbook.provider.Connector;

/** That an event was applied, as traces tell it: a trace of its own, with the event's id. */
final class EventSpans {
    private EventSpans() {}

    static SpanBuilder of(Tracer tracer, Connector connector, StoredEvent event) {
        return tracer.spanBuilder("apply " + event.type())
                .setNoParent()
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("tenderbook.event.id", event.eventId())
                .setAttribute("tenderbook.connector", connector.name())
                .setAttribute(
                        "tenderbook.organisation.id", connector.organisationId().toString());
    }
}
