package io.tenderbook.convergence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.platform.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that die without a word in the middle of their work. */
class KilledProgramTest {
    private static final int KILLS = 20;
    private static final int METHODS = 200;
    private static final int EVENTS_OF_EACH = 50;
    private static final long SEED = 20;

    @TempDir
    Path directory;

    @Test
    void everyAcceptedEventIsAppliedOnceThoughTheProgramIsKilledTwentyTimes() throws Exception {
        int port = Programs.freePort();
        var random = new Random(SEED);
        try (var programs = new Programs(directory);
                var postman = new Postman(number -> programs.webhook(port))) {
            var mirror = programs.mirror();
            new History(mirror.account(), random, 40).ofLeaps().run(1_600);
            var events = new ArrayList<>(mirror.events());
            Collections.shuffle(events, random);
            postman.deliver(events);
            int share = events.size() / (KILLS + 1);

            for (int kill = 0; kill < KILLS; kill++) {
                var program = programs.start(port);
                int enough = share * kill + 1 + random.nextInt(share);
                await("kill " + kill)
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> {
                            assertTrue(program.isAlive(), () -> program.err() + program.out());
                            return postman.accepted().size() >= enough;
                        });
                program.kill();
            }

            try (var last = programs.start(port)) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> postman.accepted().size() == events.size());
                await("all caught up; it wrote " + last.out())
                        .atMost(Duration.ofMinutes(2)) // half a minute on a machine of its own
                        .until(() -> programs.ledger().pending() == 0);
            }
            assertEquals(List.of(), programs.ledger().faults(postman.accepted()));
            assertEquals(List.of(), Differences.of(mirror));
        }
    }

    @Test
    void twoInstancesShareTheWorkAndOneFinishesWhatTheOtherHadBegunWhenItDied() throws Exception {
        int first = Programs.freePort();
        int second = Programs.freePort();
        try (var programs = new Programs(directory);
                var postman = new Postman(number -> programs.webhook(number % 2 == 0 ? first : second));
                var survivor = programs.start(first)) {
            List<JsonNode> events = new ArrayList<>(synthetic());
            Collections.shuffle(events, new Random(SEED));
            var other = programs.start(second);
            postman.deliver(events);
            await().atMost(Duration.ofMinutes(3)).until(() -> {
                assertTrue(survivor.isAlive(), () -> survivor.err() + survivor.out());
                assertTrue(other.isAlive(), () -> other.err() + other.out());
                return postman.accepted().size() >= events.size() / 2;
            });
            other.kill();

            await().atMost(Duration.ofMinutes(5)).until(() -> postman.accepted().size() == events.size());
            await().atMost(Duration.ofMinutes(3)).until(() -> programs.ledger().pending() == 0);
            assertEquals(List.of(), programs.ledger().faults(postman.accepted()));
            assertEquals(METHODS, lastWords(programs.mirror()), "each stands as its last event said");
        }
    }

    /** Events that lie so far apart that each is either newer or older than what is known: nothing has to be read. */
    private static List<ObjectNode> synthetic() {
        var start = Instant.parse("2026-03-01T12:00:00Z");
        return IntStream.range(0, METHODS)
                .boxed()
                .flatMap(method -> IntStream.range(0, EVENTS_OF_EACH)
                        .mapToObj(turn -> StripeDeliveries.event(
                                turn == 0 ? "payment_method.attached" : "payment_method.updated",
                                start.plusSeconds(turn * 3L),
                                card(method, turn))))
                .toList();
    }

    private static JsonNode card(int method, int turn) {
        return Json.parse("""
                {"id": "pm_%d", "object": "payment_method", "type": "card", "customer": "cus_%d", "livemode": false,
                 "metadata": {"turn": "%d"},
                 "card": {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2040, "country": "US",
                  "fingerprint": "F1", "funding": "credit"}}""".formatted(method, method % 20, turn));
    }

    private static int lastWords(Mirror mirror) {
        return mirror.jdbi()
                .withHandle(handle -> handle.select(
                                "SELECT COUNT(*) FROM payment_method WHERE connector_id = ?"
                                        + " AND JSON_EXTRACT(metadata, '$.turn') = ?",
                                mirror.connector().id(),
                                "" + (EVENTS_OF_EACH - 1))
                        .mapTo(int.class)
                        .one());
    }
}
