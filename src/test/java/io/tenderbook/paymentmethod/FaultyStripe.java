package io.tenderbook.paymentmethod;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox behind a door that counts who comes through, and that fails where a test tells it to: by its own code, at a
 * moment of its own, or in words that no Stripe would use. What fails by chance is the sandbox's own
 * ({@link io.tenderbook.sandbox.Faults}).
 */
final class FaultyStripe implements AutoCloseable {
    private static final List<String> PASSED_ON =
            List.of("Authorization", "Content-Type", "Idempotency-Key", "Stripe-Version");
    private static final List<String> PASSED_BACK = List.of("Content-Type", "Request-Id", "Idempotent-Replayed");

    private final Sandbox sandbox = Sandbox.start(new SandboxConfiguration(0, null, Clock.systemUTC()));
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger heldBack = new AtomicInteger();
    private final HttpServer door;

    FaultyStripe() throws IOException {
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.setExecutor(threads);
        door.createContext("/", this::handle);
        door.start();
    }

    /** What happens to a request instead of being passed on. */
    interface Fault {
        void answer(HttpExchange exchange, byte[] body) throws IOException;
    }

    /** A request that came, whatever became of it. */
    record Seen(String call, @Nullable String idempotencyKey) {}

    private record Rule(Pattern calls, Fault fault) {}

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
    }

    /** The sandbox itself, for what is done at Stripe by others than us. */
    StripeAccount account(String key) {
        return new StripeAccount(sandbox.address(), key, http);
    }

    /** From now on, requests that match, such as {@code POST /v1/customers/.*}, meet this; a later rule wins. */
    void on(String calls, Fault fault) {
        rules.addFirst(new Rule(Pattern.compile(calls), fault));
    }

    /** The next request that matches meets this; those after it what was said before. */
    void once(String calls, Fault fault) {
        var met = new AtomicBoolean();
        var before = List.copyOf(rules);
        on(calls, (exchange, body) -> {
            if (met.compareAndSet(false, true)) {
                fault.answer(exchange, body);
            } else {
                answer(before, exchange, body);
            }
        });
    }

    void heal() {
        rules.clear();
    }

    /** What came since {@link #forget()}, oldest first, that matches. */
    List<Seen> seen(String calls) {
        return seen.stream().filter(one -> one.call().matches(calls)).toList();
    }

    void forget() {
        seen.clear();
    }

    static Fault error(int status, String type) {
        return body(status, "{\"error\":{\"type\":\"%s\",\"message\":\"Made up by a test.\"}}".formatted(type));
    }

    static Fault body(int status, String text) {
        return (exchange, body) -> send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the request, and closes the connection without a word. */
    static Fault hangUp() {
        return (exchange, body) -> {};
    }

    /** Does what is asked, and closes the connection without a word. */
    Fault obeyAndHangUp() {
        return (exchange, body) -> fetch(exchange, body);
    }

    /** Does what is asked, and answers with an error of its own. */
    Fault obeyAndFail() {
        return (exchange, body) -> {
            fetch(exchange, body);
            error(500, "api_error").answer(exchange, body);
        };
    }

    /** Does what is asked, and marks the answer as that of an earlier call with the same key. */
    Fault answerOfAnEarlierCall() {
        return (exchange, body) -> {
            exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
            passOn(exchange, body);
        };
    }

    /** Does what is asked, but something else happens first. */
    Fault after(Runnable event) {
        return (exchange, body) -> {
            event.run();
            passOn(exchange, body);
        };
    }

    /** Does what is asked, and answers so many nanoseconds later. */
    Fault late(LongSupplier nanos) {
        return (exchange, body) -> {
            var answer = fetch(exchange, body);
            LockSupport.parkNanos(nanos.getAsLong());
            passBack(exchange, answer);
        };
    }

    /** From now on, nobody listens at the address. */
    void shut() {
        door.stop(0);
    }

    /** Does what is asked at once, and answers only when the latch is open: with what was, dated when it is sent. */
    Fault holdBack(CountDownLatch latch) {
        return (exchange, body) -> {
            var answer = fetch(exchange, body);
            heldBack.incrementAndGet();
            try {
                latch.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return;
            }
            passBack(exchange, answer);
        };
    }

    /** How many answers were held back so far. */
    int heldBack() {
        return heldBack.get();
    }

    /** Goes on only when the latch is open. */
    Fault waitFor(CountDownLatch latch) {
        return (exchange, body) -> {
            try {
                latch.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return;
            }
            passOn(exchange, body);
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            seen.add(new Seen(call, exchange.getRequestHeaders().getFirst("Idempotency-Key")));
            byte[] body = exchange.getRequestBody().readAllBytes();
            answer(rules, exchange, body);
        }
    }

    private void answer(List<Rule> known, HttpExchange exchange, byte[] body) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        for (Rule rule : known) {
            if (rule.calls().matcher(call).matches()) {
                rule.fault().answer(exchange, body);
                return;
            }
        }
        passOn(exchange, body);
    }

    private void passOn(HttpExchange exchange, byte[] body) throws IOException {
        passBack(exchange, fetch(exchange, body));
    }

    private static void passBack(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        for (String name : PASSED_BACK) {
            answer.headers()
                    .firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
        }
        send(exchange, answer.statusCode(), answer.body());
    }

    private HttpResponse<byte[]> fetch(HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(
                        sandbox.address().resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (String name : PASSED_ON) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new IOException(closing);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        door.stop(0);
        threads.shutdownNow();
        http.close();
        sandbox.close();
    }
}
