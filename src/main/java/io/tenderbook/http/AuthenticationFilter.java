package io.tenderbook.http;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.tenderbook.organisation.Authentication;
import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.TokensUncheckedException;
import io.tenderbook.platform.DatabaseAway;
import io.tenderbook.platform.LogFields;
import io.tenderbook.platform.RequestId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request through to GraphQL only with the {@link Caller} that it proved to be. A WebSocket proves that once it is
 * open, because browsers can send no headers with it.
 */
@ServerFilter(value = "/graphql(?!/ws$)(/.*)?", patternStyle = FilterPatternStyle.REGEX)
final class AuthenticationFilter implements Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(AuthenticationFilter.class);

    /** The same words whatever was wrong, so that nobody can find out which organisations and keys there are. */
    private static final ErrorBody UNAUTHENTICATED = new ErrorBody(
            "Send the header x-api-key with an API key and the header organisation with its organisation's id or slug;"
                    + " or send Authorization: Bearer with an API key or a token of the OpenID Connect issuer.",
            "UNAUTHENTICATED");

    private static final ErrorBody UNCHECKED =
            new ErrorBody("Tokens cannot be checked at present. Try again with the same token.", "INTERNAL");
    private static final ErrorBody OVERLOADED =
            new ErrorBody("The service is overloaded or its database is away. Try again.", "INTERNAL");
    private static final String RETRY_SECONDS = "5";

    private final Authentication authentication;

    AuthenticationFilter(Authentication authentication) {
        this.authentication = authentication;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> authenticate(HttpRequest<?> request, MutablePropagatedContext context) {
        try {
            var caller = authentication.authenticate(request.getHeaders()::getAll);
            if (caller.isEmpty()) {
                return unauthenticated(request);
            }
            request.setAttribute(Caller.ATTRIBUTE, caller.get());
            context.add(new MdcPropagationContext(logged(request, caller.get())));
            return null;
        } catch (TokensUncheckedException later) {
            return unavailable(UNCHECKED, request);
        } catch (RuntimeException failure) {
            if (!DatabaseAway.isBehind(failure)) {
                throw failure;
            }
            LOG.warn("A caller could not be looked up: {}", failure.getMessage());
            return unavailable(OVERLOADED, request);
        }
    }

    private static HttpResponse<Map<String, Object>> unavailable(ErrorBody body, HttpRequest<?> request) {
        return HttpResponse.<Map<String, Object>>status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(body.of(request));
    }

    private static Map<String, String> logged(HttpRequest<?> request, Caller caller) {
        String id = request.getAttribute(RequestId.ATTRIBUTE, RequestId.class)
                .map(RequestId::value)
                .orElse("");
        return Map.of(
                LogFields.REQUEST_ID,
                id,
                LogFields.ORGANISATION,
                caller.organisationId().toString());
    }

    /** Behind the filter that lets browsers read an answer of ours, a refusal too. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order();
    }

    private static HttpResponse<Map<String, Object>> unauthenticated(HttpRequest<?> request) {
        return HttpResponse.<Map<String, Object>>unauthorized()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .body(UNAUTHENTICATED.of(request));
    }
}
