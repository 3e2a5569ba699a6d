package io.tenderbook.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP on the one side, {@link Request} and {@link Answer} on the other. Whatever happens, the answer is Stripe's JSON. */
final class FrontDoor implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final int LARGEST_BODY = 1 << 20;
    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(\\.[a-z]{1,20})?");

    private final UnreliableApi api;

    FrontDoor(UnreliableApi api) {
        this.api = api;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String id = "req_" + StripeIds.random(14);
            Optional<Answer> answer = answer(exchange, id);
            LOG.debug(
                    "{} {} {}",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    answer.map(one -> String.valueOf(one.status())).orElse("cut off"));
            if (answer.isPresent()) {
                send(exchange, id, answer.get());
            }
        }
    }

    /** Empty if the connection is to be closed without an answer. */
    private Optional<Answer> answer(HttpExchange exchange, String id) throws IOException {
        try {
            return api.answer(read(exchange, id));
        } catch (StripeError refused) {
            return Optional.of(refused.answer());
        } catch (RuntimeException bug) {
            LOG.error("The sandbox failed on request {}", id, bug);
            return Optional.of(
                    StripeError.of(500, "api_error", "The sandbox failed; its log says more about request " + id + ".")
                            .answer());
        }
    }

    private static Request read(HttpExchange exchange, String id) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw StripeError.of(413, "invalid_request_error", "Request body is too large: at most 1 MiB is taken.");
        }
        Headers headers = exchange.getRequestHeaders();
        String type = headers.getFirst("Content-Type");
        if (body.length > 0 && type != null && !type.startsWith("application/x-www-form-urlencoded")) {
            throw StripeError.invalid(
                    "Invalid request (check that your POST content type is" + " application/x-www-form-urlencoded).");
        }
        String query = exchange.getRequestURI().getRawQuery();
        return new Request(
                id,
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                FormParser.parse(query == null ? "" : query, new String(body, StandardCharsets.UTF_8)),
                headers.getFirst("Authorization"),
                headers.getFirst("Idempotency-Key"));
    }

    private static void send(HttpExchange exchange, String id, Answer answer) throws IOException {
        byte[] body = Shape.print(answer.body());
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Request-Id", id);
        headers.set("Stripe-Version", version(exchange.getRequestHeaders().getFirst("Stripe-Version")));
        if (answer.status() == 401) {
            headers.set("WWW-Authenticate", "Bearer realm=\"Stripe\"");
        }
        if (answer.status() == 429) {
            headers.set("Retry-After", "1");
        }
        if (answer.originalRequest() != null) {
            headers.set("Idempotent-Replayed", "true");
            headers.set("Original-Request", answer.originalRequest());
        }
        // The server itself adds the Date.
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String version(@Nullable String wanted) {
        return wanted != null && VERSION.matcher(wanted).matches() ? wanted : Sandbox.API_VERSION;
    }
}
