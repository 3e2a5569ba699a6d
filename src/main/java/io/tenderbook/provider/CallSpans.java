package io.tenderbook.provider;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows each call to a provider, with all its tries, in the trace of what it is for. */
@Singleton
final class CallSpans {
    private final Tracer tracer;

    CallSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    <T> T around(Connector connector, Operation operation, Supplier<T> request) {
        String name = operation.name().toLowerCase(Locale.ROOT);
        Span span = tracer.spanBuilder(connector.provider() + " " + name)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("tenderbook.connector", connector.name())
                .setAttribute(
                        "tenderbook.organisation.id", connector.organisationId().toString())
                .startSpan();
        try (Scope ignored = span.makeCurrent()) {
            return request.get();
        } catch (RuntimeException failure) {
            span.setStatus(StatusCode.ERROR).setAttribute("error.type", CallMeters.outcome(failure));
            throw failure;
        } finally {
            span.end();
        }
    }
}
