package io.tenderbook.paymentmethod;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.Program;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.convergence.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is told to stop in the middle of its work. */
class StoppedProgramTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void finishesTheEventsThatItIsAboutThoughStripeTakesItsTime() throws Exception {
        int port = Programs.freePort();
        var stripeAnswers = new CountDownLatch(1);
        try (var stripe = new FaultyStripe();
                var programs = new Programs(directory);
                var program = programs.start(
                        port, Map.of("STRIPE_SANDBOX_BASE", stripe.address().toString()))) {
            awaitAnswers(program);
            var account = stripe.account("sk_test_sandbox");
            String method = account.attach("pm_card_visa", account.customer("Ada"));
            var object = account.get("/v1/payment_methods/" + method);
            stripe.on("GET .*", stripe.waitFor(stripeAnswers));

            var first = StripeDeliveries.event("payment_method.attached", NOON, object);
            deliver(programs.webhook(port), first);
            await("its customer is being read")
                    .until(() -> !stripe.seen("GET /v1/customers/.*").isEmpty());
            var second = StripeDeliveries.event(
                    "customer.updated",
                    NOON,
                    account.get("/v1/customers/" + object.path("customer").textValue()));
            deliver(programs.webhook(port), second);
            await("the worker has both")
                    .until(() -> attempts(programs, first, second).equals(List.of(1, 1)));

            var stopping = stop(program, port);
            stripeAnswers.countDown();

            assertEquals(143, stopping.join(), "ended by the signal, in its own time");
            assertEquals(List.of("APPLIED", "APPLIED"), statuses(programs, first, second), program::out);
            assertEquals(List.of(1, 1), attempts(programs, first, second));
        }
    }

    @Test
    void claimsNothingThatItWouldNotFinish() throws Exception {
        int port = Programs.freePort();
        try (var programs = new Programs(directory);
                var program = programs.start(port, Map.of());
                var busy = programs.jdbi().open()) {
            awaitAnswers(program);
            var known = event("cus_known");
            deliver(programs.webhook(port), known);
            await("its customer is known").until(() -> statuses(programs, known).equals(List.of("APPLIED")));
            var events = Stream.generate(() -> event("cus_known")).limit(20).toArray(ObjectNode[]::new);

            busy.execute("LOCK TABLES payment_method WRITE");
            for (var event : events) {
                deliver(programs.webhook(port), event);
            }
            await("the worker has some").until(() -> taken(programs) > 0);
            var stopping = stop(program, port);
            busy.execute("UNLOCK TABLES");

            assertEquals(143, stopping.join(), "ended by the signal, in its own time");
            long applied = statuses(programs, events).stream()
                    .filter("APPLIED"::equals)
                    .count();
            assertTrue(applied > 0, "what it had is finished");
            assertEquals(applied, begun(programs, events), "nothing is left to the end of a claim");
        }
    }

    private static ObjectNode event(String customer) {
        return StripeDeliveries.event(
                "payment_method.attached", NOON, ShopAccount.card(ShopAccount.unknown("pm_"), customer));
    }

    /** How many due events a worker holds. */
    private static long taken(Programs programs) {
        return programs.jdbi().inTransaction(handle -> {
            String due = "FROM webhook_event WHERE status = 'PENDING' AND next_attempt_at <= UTC_TIMESTAMP(6)";
            long all = handle.select("SELECT COUNT(*) " + due).mapTo(Long.class).one();
            return all
                    - handle.select("SELECT id " + due + " FOR UPDATE SKIP LOCKED")
                            .mapTo(UUID.class)
                            .list()
                            .size();
        });
    }

    private static long begun(Programs programs, ObjectNode... events) {
        return attempts(programs, events).stream().filter(tries -> tries > 0).count();
    }

    private static void awaitAnswers(Program program) {
        await().atMost(Duration.ofMinutes(1))
                .failFast(() -> assertTrue(program.isAlive(), program::err))
                .until(() -> program.out().contains("Answering on http"));
    }

    private static void deliver(URI endpoint, JsonNode event) throws IOException, InterruptedException {
        String body = event.toString();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(endpoint)
                            .header(
                                    "Stripe-Signature",
                                    StripeDeliveries.signature(StripeDeliveries.SECRET, Instant.now(), body))
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
        }
    }

    /** Tells it to stop. Returns once it takes nothing new and, for what it has begun, goes on for a while. */
    private static CompletableFuture<Integer> stop(Program program, int port) {
        var stopping = CompletableFuture.supplyAsync(() -> {
            try {
                return program.stop();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        await("it takes nothing new").atMost(Duration.ofSeconds(30)).until(() -> !listens(port));
        await("it waits")
                .during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(5))
                .until(program::isAlive);
        return stopping;
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static List<Integer> attempts(Programs programs, ObjectNode... events) {
        return column(programs, "attempts", Integer.class, events);
    }

    private static List<String> statuses(Programs programs, ObjectNode... events) {
        return column(programs, "status", String.class, events);
    }

    private static <T> List<T> column(Programs programs, String name, Class<T> type, ObjectNode... events) {
        return programs.jdbi()
                .withHandle(handle -> List.of(events).stream()
                        .map(event -> handle.select(
                                        "SELECT " + name + " FROM webhook_event WHERE event_id = ?",
                                        event.path("id").textValue())
                                .mapTo(type)
                                .one())
                        .toList());
    }
}
