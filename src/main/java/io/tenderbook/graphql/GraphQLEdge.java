package io.tenderbook.graphql;

import io.micronaut.configuration.graphql.GraphQLController;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.tenderbook.graphql.OperationGate.MutationOverGet;
import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.RequestId;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GraphQL over HTTP, by the specification of that name, and over Server-Sent Events. It takes and produces every media type, so that refusals of one
 * are in its own words.
 */
@Controller("/graphql")
@Replaces(GraphQLController.class)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class GraphQLEdge {
    private static final Logger LOG = LoggerFactory.getLogger(GraphQLEdge.class);

    private final Execution execution;
    private final EventStream events;
    private final RateLimit rate;

    GraphQLEdge(Execution execution, EventStream events, RateLimit rate) {
        this.execution = execution;
        this.events = events;
        this.rate = rate;
    }

    @Post
    HttpResponse<?> post(
            HttpRequest<?> request,
            @Body byte @Nullable [] body,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestAttribute(RequestId.ATTRIBUTE) RequestId id) {
        return answer(request, caller, id, () -> OperationRequest.of(RequestBody.checked(request.getHeaders(), body)));
    }

    @Get
    HttpResponse<?> get(
            HttpRequest<?> request,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestAttribute(RequestId.ATTRIBUTE) RequestId id) {
        return answer(request, caller, id, () -> OperationRequest.of(request.getParameters()));
    }

    private HttpResponse<?> answer(
            HttpRequest<?> request, Caller caller, RequestId id, Supplier<OperationRequest> operation) {
        var accept = request.getHeaders().getAll(HttpHeaders.ACCEPT);
        var accepted = ResponseType.accepted(accept);
        // A refusal says by its status what it is, so it is no stream.
        var type = accepted.filter(each -> each != ResponseType.EVENT_STREAM).orElse(ResponseType.JSON);
        var wait = rate.count(caller);
        if (!wait.isZero()) {
            return tooMany(wait, type, id);
        }
        try {
            if (accepted.isEmpty()) {
                throw new RequestRefusal(
                        HttpStatus.NOT_ACCEPTABLE,
                        "Accept application/graphql-response+json, application/json or text/event-stream.");
            }
            var result = execution.execute(operation.get(), caller);
            boolean streams = result.getData() instanceof Publisher;
            if (streams && !ResponseType.EVENT_STREAM.isAcceptedIn(accept)) {
                throw new RequestRefusal(
                        HttpStatus.NOT_ACCEPTABLE, "Subscriptions are answered by text/event-stream: accept that.");
            }
            return streams || accepted.get() == ResponseType.EVENT_STREAM
                    ? events.of(result, caller, id)
                    : written(type.status(result), type, Answers.of(result, id));
        } catch (RequestRefusal refusal) {
            return refused(refusal.status(), String.valueOf(refusal.getMessage()), type, id);
        } catch (MutationOverGet refusal) {
            return refused(HttpStatus.METHOD_NOT_ALLOWED, "Send mutations by POST.", type, id)
                    .header(HttpHeaders.ALLOW, HttpMethod.POST.name());
        } catch (RuntimeException failure) {
            LOG.error("Executing an operation failed", failure);
            return written(
                    HttpStatus.INTERNAL_SERVER_ERROR, type, Answers.of(ErrorCode.INTERNAL, ErrorHandler.MASK, id));
        }
    }

    private static HttpResponse<byte[]> tooMany(Duration wait, ResponseType type, RequestId id) {
        long seconds = wait.plusMillis(999).toSeconds();
        String message = "You are sending more requests a second than you may; try again in %d s.".formatted(seconds);
        return written(ErrorCode.RATE_LIMITED.status(), type, Answers.of(ErrorCode.RATE_LIMITED, message, id))
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    }

    private static MutableHttpResponse<byte[]> refused(
            HttpStatus status, String message, ResponseType type, RequestId id) {
        return written(status, type, Answers.of(ErrorCode.BAD_REQUEST, message, id));
    }

    private static MutableHttpResponse<byte[]> written(
            HttpStatus status, ResponseType type, Map<String, @Nullable Object> body) {
        return HttpResponse.<byte[]>status(status)
                .body(Json.bytes(body))
                .header(HttpHeaders.CONTENT_TYPE, type.contentType());
    }
}
