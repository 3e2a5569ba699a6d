package io.tenderbook.webhook;

import static io.tenderbook.StripeDeliveries.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the worker promises whatever becomes of it, its events and its database. */
class WebhookWorkerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int POISON = 300;

    private static TestServer server;
    private static StripeDeliveries stripe;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
        stripe = new StripeDeliveries(server, server.connector("stripe"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anEventOfADeadInstanceIsTakenOverWhenItsLeaseEnds() {
        var event = detached();
        stripe.apply(event);
        // As an instance leaves it that died with it in hand: claimed once, nothing applied.
        execute(
                "UPDATE webhook_event SET status = 'PENDING', attempts = 1, applied_at = NULL, next_attempt_at = ?"
                        + " WHERE event_id = ?",
                Instant.now().minusMillis(1),
                id(event));
        assertEquals("APPLIED", stripe.settled(id(event)));
        assertEquals(2, number("SELECT attempts FROM webhook_event WHERE event_id = ?", id(event)));
        assertEquals(1, changes(event), "and its effect was not made again");
    }

    @Test
    void whoWasTooSlowUndoesNothing() {
        var event = attached();
        stripe.apply(event);
        var queue = server.bean(EventQueue.class);
        var stored = server.bean(Jdbi.class)
                .withHandle(handle -> handle.select("SELECT * FROM webhook_event WHERE event_id = ?", id(event))
                        .map(ConstructorMapper.of(StoredEvent.class))
                        .one());
        Instant next = Instant.parse("2100-01-01T00:00:00Z");
        execute(
                "UPDATE webhook_event SET status = 'PENDING', attempts = 2, error = 'of the next', next_attempt_at = ?"
                        + " WHERE event_id = ?",
                next,
                id(event));
        var over = new EventQueue.Claim(stored, Instant.parse("2099-01-01T00:00:00Z"));
        queue.defer(over, Duration.ZERO, "late");
        queue.fail(over, Optional.empty(), "late");
        assertEquals(
                1,
                number(
                        "SELECT COUNT(*) FROM webhook_event WHERE event_id = ? AND status = 'PENDING' AND attempts = 2"
                                + " AND error = 'of the next' AND next_attempt_at > '2099-12-01'",
                        id(event)));

        assertTrue(queue.settle(stored.id(), EventStatus.APPLIED, null), "but an effect that is made counts");
        assertFalse(queue.settle(stored.id(), EventStatus.APPLIED, null), "once");
    }

    @Test
    void hundredsOfEventsThatFailKeepNoOtherWaiting() {
        var broken = server.connect("broken-" + unique(), "sk_live_key_that_the_sandbox_refuses");
        var poison = new StripeDeliveries(server, broken);
        IntStream.range(0, POISON).parallel().forEach(i -> assertEquals(200, poison.deliver(attached())));
        assertEquals("APPLIED", stripe.apply(attached()));
        Awaitility.await("each of them has failed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> number(
                                "SELECT COUNT(*) FROM webhook_event WHERE connector_id = ? AND error IS NOT NULL",
                                broken.id())
                        == POISON);
        assertEquals("APPLIED", stripe.apply(attached()));
        assertEquals(
                POISON,
                number(
                        "SELECT COUNT(*) FROM webhook_event WHERE connector_id = ? AND status = 'PENDING'"
                                + " AND next_attempt_at IS NOT NULL",
                        broken.id()));
        execute("UPDATE webhook_event SET status = 'DEAD', next_attempt_at = NULL WHERE connector_id = ?", broken.id());
    }

    @Test
    void anEffectIsNeverSeenWithoutItsMark() {
        failsWhile(
                "CREATE TRIGGER broken BEFORE UPDATE ON webhook_event FOR EACH ROW BEGIN IF NEW.status = 'APPLIED' THEN"
                        + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no mark today'; END IF; END",
                "no mark today");
    }

    @Test
    void aMarkIsNeverSeenWithoutItsEffect() {
        failsWhile(
                "CREATE TRIGGER broken BEFORE INSERT ON payment_method_change FOR EACH ROW"
                        + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no change today'",
                "no change today");
    }

    /** Neither effect nor mark is seen while the trigger stands, and both are once it is gone. */
    private static void failsWhile(String trigger, String reason) {
        var event = attached();
        execute(trigger);
        try {
            stripe.deliver(event);
            Awaitility.await()
                    .until(() -> number(
                                    "SELECT COUNT(*) FROM webhook_event WHERE event_id = ? AND error LIKE ?",
                                    id(event),
                                    "%" + reason + "%")
                            == 1);
            assertEquals("PENDING", stripe.status(id(event)));
            assertEquals(0, changes(event));
            assertEquals(0, number("SELECT COUNT(*) FROM payment_method WHERE stripe_id = ?", objectId(event)));
        } finally {
            execute("DROP TRIGGER broken");
        }
        assertEquals("APPLIED", stripe.settled(id(event)));
        assertEquals(1, changes(event));
    }

    @Test
    void waitsLongerEachTimeForThreeDays() {
        var random = new Random(1);
        List<Long> seconds = List.of(1L, 5L, 30L, 120L, 600L, 3_600L, 3_600L);
        for (int failures = 1; failures <= seconds.size(); failures++) {
            long wait = Backoff.after(failures, Duration.ofDays(2), random)
                    .orElseThrow()
                    .toMillis();
            long step = seconds.get(failures - 1) * 1_000;
            assertTrue(wait >= step && wait <= step * 6 / 5, failures + ": " + wait);
        }
        assertTrue(Backoff.after(2, Duration.ofDays(3).plusSeconds(1), random).isEmpty());
    }

    private static ObjectNode attached() {
        return event("payment_method.attached", NOON, Json.parse("""
                {"id": "pm_%s", "object": "payment_method", "type": "card", "customer": "cus_%s", "livemode": false,
                 "card": {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2040}}""".formatted(unique(), unique())));
    }

    /** An event whose second application, unlike others', reads nothing. */
    private static ObjectNode detached() {
        var event = attached().put("type", "payment_method.detached");
        var data = (ObjectNode) event.path("data");
        data.putObject("previous_attributes").set("customer", event.at("/data/object/customer"));
        ((ObjectNode) data.path("object")).putNull("customer");
        return event;
    }

    private static String unique() {
        return Ids.next().toString().replace("-", "");
    }

    private static String id(JsonNode event) {
        return event.path("id").textValue();
    }

    private static String objectId(JsonNode event) {
        return event.at("/data/object/id").textValue();
    }

    private static int changes(JsonNode event) {
        return number(
                "SELECT COUNT(*) FROM payment_method_change c JOIN payment_method p ON p.id = c.payment_method_id"
                        + " WHERE p.stripe_id = ?",
                objectId(event));
    }

    private static int number(String sql, Object... arguments) {
        return server.bean(Jdbi.class)
                .withHandle(
                        handle -> handle.select(sql, arguments).mapTo(int.class).one());
    }

    private static void execute(String sql, Object... arguments) {
        server.bean(Jdbi.class).useHandle(handle -> handle.execute(sql, arguments));
    }
}
