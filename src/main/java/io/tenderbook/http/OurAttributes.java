package io.tenderbook.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.RequestId;
import org.jspecify.annotations.Nullable;

/** What leads from a span to the lines of the log, and back. */
final class OurAttributes implements AttributesExtractor<HttpRequest<?>, HttpResponse<?>> {
    @Override
    public void onStart(AttributesBuilder attributes, Context parent, HttpRequest<?> request) {
        request.getAttribute(RequestId.ATTRIBUTE, RequestId.class)
                .ifPresent(id -> attributes.put("tenderbook.request.id", id.value()));
    }

    /** Who called is known only once the request was let through. */
    @Override
    public void onEnd(
            AttributesBuilder attributes,
            Context context,
            HttpRequest<?> request,
            @Nullable HttpResponse<?> response,
            @Nullable Throwable failure) {
        request.getAttribute(Caller.ATTRIBUTE, Caller.class)
                .ifPresent(caller -> attributes.put(
                        "tenderbook.organisation.id", caller.organisationId().toString()));
    }
}
