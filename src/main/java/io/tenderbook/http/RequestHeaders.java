package io.tenderbook.http;

import io.micronaut.http.HttpRequest;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a caller says of which trace its request is. What else its {@code tracestate} says is not taken over. */
final class RequestHeaders implements TextMapGetter<HttpRequest<?>> {
    private static final String TRACE = "traceparent";

    @Override
    public Iterable<String> keys(HttpRequest<?> request) {
        return List.of(TRACE);
    }

    @Override
    public @Nullable String get(@Nullable HttpRequest<?> request, String name) {
        return request == null || !name.equals(TRACE)
                ? null
                : request.getHeaders().get(TRACE);
    }
}
