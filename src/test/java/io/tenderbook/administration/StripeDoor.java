package io.tenderbook.administration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * As much of Stripe as tells which account a key opens. Its errors have the shape and the codes of Stripe's own.
 */
final class StripeDoor implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> accounts = new ConcurrentHashMap<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile boolean down;

    StripeDoor() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on, that key opens that account; the account {@code restricted} may not be told. */
    void open(String key, String account) {
        accounts.put(key, account);
    }

    void down(boolean now) {
        down = now;
    }

    /** Key and account, if one was named, of every request so far. */
    List<String> seen() {
        return seen;
    }

    private void handle(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String key = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .replace("Bearer ", "");
        String named = exchange.getRequestHeaders().getFirst("Stripe-Account");
        seen.add(named == null ? key : key + " " + named);
        String own = accounts.get(key);
        if (down) {
            answer(exchange, 503, "{}");
        } else if (own == null) {
            answer(exchange, UNAUTHORIZED, error("null", "Invalid API Key provided: " + key));
        } else if (named != null && !named.startsWith("acct_of_ours")) {
            answer(
                    exchange,
                    FORBIDDEN,
                    error("\"account_invalid\"", "The provided key '" + key + "' does not have access to account"));
        } else if (own.equals("restricted")) {
            answer(exchange, FORBIDDEN, error("null", "The provided key '" + key + "' lacks the required permissions"));
        } else if (exchange.getRequestURI().getPath().equals("/v1/account")) {
            answer(exchange, 200, "{\"object\":\"account\",\"id\":\"" + (named == null ? own : named) + "\"}");
        } else {
            answer(exchange, 200, "{\"object\":\"customer\",\"id\":\"cus_1\",\"livemode\":false,\"metadata\":{}}");
        }
    }

    private static String error(String code, String message) {
        return "{\"error\":{\"type\":\"invalid_request_error\",\"code\":" + code + ",\"message\":\"" + message + "\"}}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
