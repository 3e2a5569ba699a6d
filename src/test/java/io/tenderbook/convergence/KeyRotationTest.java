package io.tenderbook.convergence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.Program;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encryption key is changed as the README says, one instance at a time, while callers and Stripe go on. */
class KeyRotationTest {
    private static final String OLD = "A".repeat(43) + "=";
    private static final String NEW = "B".repeat(43) + "=";

    /** The programs that start need the processors, too. */
    private static final long PAUSE_MILLIS = 20;

    @TempDir
    Path directory;

    private final int[] ports = {Programs.freePort(), Programs.freePort()};
    private final Program[] instances = new Program[2];
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(2);
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();

    @Test
    void nothingIsRefusedAndTheOldKeyIsNeededNoMore() throws Exception {
        try (var programs = new Programs(directory)) {
            try {
                start(programs, 0, OLD);
                start(programs, 1, OLD);
                awaitAnswers(0);
                awaitAnswers(1);
                var asking = List.of(
                        goOn(() -> ask(this::query, programs.apiKey())),
                        goOn(() -> ask(this::delivery, programs.webhook(0).getPath())));

                change(programs, OLD + " " + NEW);
                change(programs, NEW + " " + OLD);
                // As if a minute had passed since the last time.
                programs.jdbi()
                        .useHandle(handle -> handle.execute(
                                "UPDATE scheduled_tasks SET execution_time = UTC_TIMESTAMP(6) WHERE NOT picked"));
                await("the secrets are sealed anew")
                        .atMost(Duration.ofMinutes(1))
                        .until(() ->
                                instances[0].out().concat(instances[1].out()).contains("sealed anew by the first"));
                change(programs, NEW);
                int before = answered.get();
                await("all goes on with the new one alone").until(() -> answered.get() > before + 20);
                assertTrue(asking.stream().noneMatch(Future::isDone), "both asked all the time");
                callers.close();
                assertEquals(List.of(), List.copyOf(refused));

                try (var late = programs.start(Programs.freePort(), Map.of("TENDERBOOK_ENCRYPTION_KEY", OLD))) {
                    assertNotEquals(0, late.exitCode());
                    assertTrue(late.err().contains("TENDERBOOK_ENCRYPTION_KEY"), late.err());
                }
            } finally {
                callers.shutdownNow();
                instances[0].close();
                instances[1].close();
                http.close();
            }
        }
    }

    /** One instance after the other, as a person does it: the next is stopped when the one before answers again. */
    private void change(Programs programs, String keys) throws InterruptedException {
        for (int i = 0; i < ports.length; i++) {
            instances[i].stop();
            start(programs, i, keys);
            awaitAnswers(i);
        }
    }

    private void start(Programs programs, int number, String keys) {
        instances[number] = programs.start(ports[number], Map.of("TENDERBOOK_ENCRYPTION_KEY", keys));
    }

    private void awaitAnswers(int number) {
        await().atMost(Duration.ofMinutes(1))
                .failFast(() -> assertTrue(instances[number].isAlive(), instances[number]::err))
                .until(() -> instances[number].out().contains("Answering on http"));
    }

    private interface Asking {
        HttpRequest to(URI instance, String detail);
    }

    private Future<?> goOn(Runnable asking) {
        return callers.scheduleWithFixedDelay(asking, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Asks now this instance and now that one; the other where one is not there. */
    private void ask(Asking asking, String detail) {
        int turn = turns.incrementAndGet();
        for (int attempt = 0; attempt < 100; attempt++) {
            var instance = URI.create("http://localhost:" + ports[(turn + attempt) % ports.length]);
            try {
                var answer = http.send(asking.to(instance, detail), BodyHandlers.ofString());
                if (answer.statusCode() != 200 || answer.body().contains("\"errors\"")) {
                    refused.add(answer.statusCode() + " " + answer.body());
                }
                answered.incrementAndGet();
                return;
            } catch (IOException notThere) {
                // the other one is
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        refused.add("nobody was there");
    }

    private HttpRequest query(URI instance, String key) {
        return HttpRequest.newBuilder(instance.resolve("/graphql"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\": \"{ connectors { name } }\"}"))
                .build();
    }

    private HttpRequest delivery(URI instance, String path) {
        var event = StripeDeliveries.event(
                "invoice.paid", Instant.now(), Json.parse("{\"id\": \"in_1\", \"object\": \"invoice\"}"));
        String body = event.toString();
        return HttpRequest.newBuilder(instance.resolve(path))
                .header("Stripe-Signature", StripeDeliveries.signature(StripeDeliveries.SECRET, Instant.now(), body))
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
