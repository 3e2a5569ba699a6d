package io.tenderbook.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * As much of Stripe as the cases ask: it attaches whatever it is told to, knows every payment method by its number, and
 * remembers nothing, so that it takes little of the machine. Its answers may be slow.
 */
final class StripeStandIn implements AutoCloseable {
    private static final String ATTACH = "/attach";
    private static final String METHODS = "/v1/payment_methods/";
    private static final String NO_LIST = "{\"object\":\"list\",\"data\":[],\"has_more\":false,\"url\":\"/v1\"}";
    private static final int BACKLOG = 256;

    static {
        // Without it each answer waits for an acknowledgement that TCP delays by 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong calls = new AtomicLong();
    private volatile Duration latency = Duration.ZERO;

    private StripeStandIn(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    static StripeStandIn start() throws IOException {
        var standIn = new StripeStandIn(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG));
        standIn.server.start();
        return standIn;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on, every answer comes so much later. */
    void slow(Duration time) {
        latency = time;
    }

    /** Requests so far. */
    long calls() {
        return calls.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (latency.isPositive()) {
                Interruption.sleep(latency.toMillis());
            }
            byte[] body = body(exchange.getRequestURI().getPath(), form).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Request-Id", "req_benchmark");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String body(String path, String form) {
        if (!path.startsWith(METHODS)) {
            return NO_LIST;
        }
        String id = path.substring(METHODS.length());
        if (!id.endsWith(ATTACH)) {
            return Templates.paymentMethod(id, Templates.owner(id));
        }
        String customer = Arrays.stream(form.split("&"))
                .filter(pair -> pair.startsWith("customer="))
                .map(pair -> URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
        return Templates.paymentMethod(id.substring(0, id.length() - ATTACH.length()), customer);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
