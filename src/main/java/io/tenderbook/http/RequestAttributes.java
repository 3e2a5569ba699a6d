package io.tenderbook.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesGetter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a span tells of a request, by OpenTelemetry's conventions. Neither address nor headers, nor the path or the query as
 * they came: callers write those, and a GraphQL document may stand in them.
 */
final class RequestAttributes implements HttpServerAttributesGetter<HttpRequest<?>, HttpResponse<?>> {
    /** By the conventions, for a method that is none of HTTP's; the word itself is the caller's. */
    private static final String OTHER = "_OTHER";

    /** Those that are told by their names, and the word for all others. */
    static final Set<String> METHODS = Stream.concat(
                    Stream.of(HttpMethod.values())
                            .filter(method -> method != HttpMethod.CUSTOM)
                            .map(Enum::name),
                    Stream.of(OTHER))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public String getHttpRequestMethod(HttpRequest<?> request) {
        var method = request.getMethod();
        return method == HttpMethod.CUSTOM ? OTHER : method.name();
    }

    @Override
    public List<String> getHttpRequestHeader(HttpRequest<?> request, String name) {
        return List.of();
    }

    @Override
    public @Nullable Integer getHttpResponseStatusCode(
            HttpRequest<?> request, @Nullable HttpResponse<?> response, @Nullable Throwable failure) {
        return response == null ? null : response.code();
    }

    @Override
    public List<String> getHttpResponseHeader(HttpRequest<?> request, @Nullable HttpResponse<?> response, String name) {
        return List.of();
    }

    @Override
    public String getUrlScheme(HttpRequest<?> request) {
        return request.isSecure() ? "https" : "http";
    }

    @Override
    public @Nullable String getUrlPath(HttpRequest<?> request) {
        return null;
    }

    @Override
    public @Nullable String getUrlQuery(HttpRequest<?> request) {
        return null;
    }
}
