package io.tenderbook.http;

import io.micronaut.http.HttpRequest;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/** Where a caller says of which trace its request is. */
final class RequestHeaders implements TextMapGetter<HttpRequest<?>> {
    @Override
    public Iterable<String> keys(HttpRequest<?> request) {
        return request.getHeaders().names();
    }

    @Override
    public @Nullable String get(@Nullable HttpRequest<?> request, String name) {
        return request == null ? null : request.getHeaders().get(name);
    }
}
