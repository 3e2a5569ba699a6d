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

    private final AccessWatch access;
    private final LiveSettings settings;

    EventStream(AccessWatch access, LiveSettings settings) {
        this.access = access;
        this.settings = settings;
    }

    HttpResponse<Publisher<byte[]>> of(ExecutionResult result, Caller caller, RequestId id) {
        Flux<String> events = told(result, caller, id).map(EventStream::next).concatWithValues(COMPLETE);
        Flux<String> comments =
                Flux.interval(settings.heartbeat()).map(beat -> COMMENT).onBackpressureError();
        // The first comment sends the headers: a client knows that it is connected before anything happens.
        Publisher<byte[]> body = Flux.merge(1, events, comments)
                .takeUntil(COMPLETE::equals)
                .startWith(COMMENT)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        return HttpResponse.ok(body)
                .header(HttpHeaders.CONTENT_TYPE, ResponseType.EVENT_STREAM.contentType())
                // Compression, here or on the way, would hold events back until there is enough of them.
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .header("X-Accel-Buffering", "no");
    }

    private Flux<Map<String, @Nullable Object>> told(ExecutionResult result, Caller caller, RequestId id) {
        if (result.getData() instanceof Publisher<?> stream) {
            // As signals, so that the end of either ends both.
            return Flux.merge(
                            1,
                            Flux.<Object>from(stream).materialize(),
                            lapse(caller).materialize())
                    .<Object>dematerialize()
                    .map(each -> Answers.of((ExecutionResult) each, id))
                    .onErrorResume(failure -> Mono.just(Answers.of(failure, id)));
        }
        return Flux.just(Answers.of(result, id));
    }

    /** Fails once the caller may listen no more. */
    private Mono<Object> lapse(Caller caller) {
        return Mono.create(sink -> {
            var watched = access.watch(caller, () -> sink.error(new AccessLapsedException()));
            sink.onDispose(watched::close);
        });
    }

    private static String next(Map<String, @Nullable Object> body) {
        return "event: next\ndata: " + Json.write(body) + "\n\n";
    }
}
