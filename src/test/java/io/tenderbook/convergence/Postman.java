package io.tenderbook.convergence;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Delivers as Stripe does: each event again and again until it is answered 200, several at once, in the background. */
final class Postman implements AutoCloseable {
    private static final int LANES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 50;

    private final IntFunction<URI> endpoint;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param endpoint where the n-th try of all goes */
    Postman(IntFunction<URI> endpoint) {
        this.endpoint = endpoint;
    }

    /** Begins with these events in this order. */
    void deliver(List<JsonNode> events) {
        var hands = new Semaphore(LANES, true);
        threads.execute(() -> {
            for (int i = 0; i < events.size() && !threads.isShutdown(); i++) {
                JsonNode event = events.get(i);
                int number = i;
                hands.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        bring(event, number);
                    } finally {
                        hands.release();
                    }
                });
            }
        });
    }

    /** The ids of the events that were answered 200. */
    Set<String> accepted() {
        return accepted;
    }

    private void bring(JsonNode event, int number) {
        String body = event.toString();
        for (int attempt = 0; !threads.isShutdown(); attempt++) {
            if (isAnswered200(endpoint.apply(number + attempt), body)) {
                accepted.add(event.path("id").textValue());
                return;
            }
            pause();
        }
    }

    private boolean isAnswered200(URI address, String body) {
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Stripe-Signature", StripeDeliveries.signature(StripeDeliveries.SECRET, Instant.now(), body))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException nobodyThere) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
