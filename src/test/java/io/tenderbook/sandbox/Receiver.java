package io.tenderbook.sandbox;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint of somebody's: verifies what it gets with stripe-java, and answers what it is told to. */
final class Receiver implements AutoCloseable {
    static final String SECRET = "whsec_chosen_by_the_test";

    final AtomicInteger status = new AtomicInteger(200);
    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<String> userAgents = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                String signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
                events.add(Webhook.constructEvent(body, signature, SECRET));
                userAgents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
                bodies.add(body);
                exchange.sendResponseHeaders(status.get(), -1);
            } catch (SignatureVerificationException forged) {
                exchange.sendResponseHeaders(400, -1);
            }
        });
        server.start();
    }

    /** Parameters of an endpoint here. */
    String[] wanting(String type) {
        return new String[] {
            "url=http://localhost:" + server.getAddress().getPort() + "/hook",
            "enabled_events[]=" + type,
            "secret=" + SECRET
        };
    }

    List<String> types() {
        return events.stream().map(Event::getType).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
