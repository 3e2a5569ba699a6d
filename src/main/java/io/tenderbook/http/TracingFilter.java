package io.tenderbook.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRoute;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRouteSource;
import io.opentelemetry.instrumentation.api.semconv.http.HttpSpanNameExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpSpanStatusExtractor;
import io.tenderbook.platform.telemetry.TracesWanted;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request a span, of the caller's trace if it names one ({@code traceparent}). A WebSocket is none, since it lasts:
 * each of its operations is a trace of its own.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
@Requires(condition = TracesWanted.class)
final class TracingFilter implements Ordered {
    private static final String ATTRIBUTE = "tenderbook.trace";

    private final Instrumenter<HttpRequest<?>, HttpResponse<?>> requests;

    TracingFilter(OpenTelemetry telemetry) {
        var attributes = new RequestAttributes();
        requests = Instrumenter.<HttpRequest<?>, HttpResponse<?>>builder(
                        telemetry, "io.tenderbook.http", HttpSpanNameExtractor.create(attributes))
                .setSpanStatusExtractor(HttpSpanStatusExtractor.create(attributes))
                .addAttributesExtractor(HttpServerAttributesExtractor.builder(attributes)
                        .setKnownMethods(RequestAttributes.METHODS)
                        .build())
                .addAttributesExtractor(new OurAttributes())
                .addContextCustomizer(HttpServerRoute.create(attributes))
                .buildServerInstrumenter(new RequestHeaders());
    }

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext propagated) {
        if (isTold(request.getPath()) && requests.shouldStart(Context.root(), request)) {
            var context = requests.start(Context.root(), request);
            request.setAttribute(ATTRIBUTE, context);
            propagated.add(new Current(context));
        }
    }

    @ResponseFilter
    void end(HttpRequest<?> request, @Nullable HttpResponse<?> response, @Nullable Throwable failure) {
        request.getAttribute(ATTRIBUTE, Context.class).ifPresent(context -> {
            BasicHttpAttributes.getUriTemplate(request)
                    .ifPresent(route -> HttpServerRoute.update(context, HttpServerRouteSource.CONTROLLER, route));
            requests.end(context, request, response, failure);
        });
    }

    private static boolean isTold(String path) {
        return !path.equals("/graphql/ws") && !path.equals("/prometheus") && !path.startsWith("/health");
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.TRACING.order();
    }

    /** On whichever thread the request goes on. */
    private record Current(Context context) implements ThreadPropagatedContextElement<Scope> {
        @Override
        @SuppressWarnings("MustBeClosed") // by the other half of this pair
        public Scope updateThreadContext() {
            return context.makeCurrent();
        }

        @Override
        public void restoreThreadContext(@Nullable Scope before) {
            if (before != null) {
                before.close();
            }
        }
    }
}
