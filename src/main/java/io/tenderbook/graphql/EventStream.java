package io.tenderbook.graphql;

import graphql.ExecutionResult;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.tenderbook.graphql.live.AccessLapsedException;
import io.tenderbook.graphql.live.AccessWatch;
import io.tenderbook.graphql.live.LiveSettings;
import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.RequestId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * GraphQL over Server-Sent Events, distinct connections mode: an event {@code next} for each result, then {@code
 * complete}. Comments between them show that the connection is alive; who has not taken one by the time of the next is cut
 * off. Results wait at their source until the connection takes them.
 */
@Singleton
final class EventStream {
    private static final String COMMENT = ":\n\n";
    private static final String COMPLETE = "event: complete\ndata:\n\n";

    /** By the HTML standard, after how many milliseconds to connect again. The stream ends by it, and is not complete. */
    private static final String COME_BACK = "retry: 1000\n\n";

    private final AccessWatch access;
    private final LiveSettings settings;

    EventStream(AccessWatch access, LiveSettings settings) {
        this.access = access;
        this.settings = settings;
    }

    HttpResponse<Publisher<byte[]>> of(ExecutionResult result, Caller caller, RequestId id) {
        Flux<String> comments =
                Flux.interval(settings.heartbeat()).map(beat -> COMMENT).onBackpressureError();
        // The first comment sends the headers: a client knows that it is connected before anything happens.
        Publisher<byte[]> body = Flux.merge(1, told(result, caller, id), comments)
                .takeUntil(text -> text.endsWith(COMPLETE) || text.equals(COME_BACK))
                .startWith(COMMENT)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        return HttpResponse.ok(body)
                .header(HttpHeaders.CONTENT_TYPE, ResponseType.EVENT_STREAM.contentType())
                // Compression, here or on the way, would hold events back until there is enough of them.
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .header("X-Accel-Buffering", "no");
    }

    private Flux<String> told(ExecutionResult result, Caller caller, RequestId id) {
        if (result.getData() instanceof Publisher<?> stream) {
            Flux<String> results = Flux.<Object>from(stream)
                    .map(each -> next(Answers.of((ExecutionResult) each, id)))
                    .concatWithValues(COMPLETE)
                    .onErrorResume(failure -> Mono.just(last(failure, id)));
            return Flux.merge(1, results, farewell(caller, id));
        }
        return Flux.just(next(Answers.of(result, id)), COMPLETE);
    }

    /** What ends the stream before its time, once there is such a thing. */
    private Mono<String> farewell(Caller caller, RequestId id) {
        return Mono.create(sink -> {
            var watched = access.watch(caller, new AccessWatch.Farewell() {
                @Override
                public void lapsed() {
                    sink.success(last(new AccessLapsedException(), id));
                }

                @Override
                public void goingAway() {
                    sink.success(COME_BACK);
                }
            });
            sink.onDispose(watched::close);
        });
    }

    private static String last(Throwable failure, RequestId id) {
        return next(Answers.of(failure, id)) + COMPLETE;
    }

    private static String next(Map<String, @Nullable Object> body) {
        return "event: next\ndata: " + Json.write(body) + "\n\n";
    }
}
