package io.tenderbook.webhook;

import static io.tenderbook.StripeDeliveries.event;
import static io.tenderbook.StripeDeliveries.fresh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayWebhookEventsTest {
    private static TestServer server;
    private static Connector connector;
    private static StripeDeliveries stripe;

    private final String pm = "pm_" + unique();
    private final String cus = "cus_" + unique();

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
        connector = server.connector("stripe");
        stripe = new StripeDeliveries(server, connector);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void clear() {
        execute("DELETE FROM webhook_event WHERE status = 'DEAD'");
    }

    @Test
    void whatWasGivenUpIsTriedAgainAtOnce() {
        List<String> dead = List.of(given("DEAD"), given("DEAD"));
        var payload = replay(Map.of("filter", Map.of("status", List.of("DEAD"))));
        assertEquals(2, payload.path("replayedCount").intValue(), payload.toString());
        assertFalse(payload.path("hasMore").booleanValue());
        assertEquals(dead.getFirst(), payload.at("/webhookEvents/0/eventId").textValue());
        assertEquals("PENDING", payload.at("/webhookEvents/0/status").textValue());
        assertEquals(0, payload.at("/webhookEvents/0/attempts").intValue());
        dead.forEach(event -> assertEquals("APPLIED", stripe.settled(event)));
        assertEquals("2050", expYear());
    }

    @Test
    void theThreeDaysBeginAnew() {
        String old = given("DEAD");
        execute("UPDATE webhook_event SET received_at = ?, attempts = 80 WHERE event_id = ?", longAgo(), old);
        execute("UPDATE webhook_event SET payload = '{}' WHERE event_id = ?", old); // so that it fails
        replay(Map.of("ids", List.of(id(old))));
        await(old, "attempts > 0 AND error IS NOT NULL");
        assertEquals("PENDING", stripe.status(old));
        execute(
                "UPDATE webhook_event SET tried_since = ?, next_attempt_at = ? WHERE event_id = ?",
                longAgo(),
                longAgo(),
                old);
        assertEquals("DEAD", stripe.settled(old));
    }

    @Test
    void whatHasBeenAppliedIsAppliedNoSecondTime() {
        var attached = shown("payment_method.attached", Instant.now(), 2031);
        stripe.apply(attached);
        stripe.apply(shown("payment_method.updated", Instant.now().plusSeconds(10), 2032));
        int changes = changes();
        var ids = List.of(id(attached.path("id").textValue()));
        replay(Map.of("ids", ids));
        assertEquals("STALE", stripe.settled(attached.path("id").textValue()));
        assertEquals("2032", expYear());
        assertEquals(changes, changes());
    }

    @Test
    void whatWasRejectedIsJudgedAgain() {
        ObjectNode live = shown("payment_method.attached", Instant.now(), 2031);
        live.put("livemode", true);
        String event = live.path("id").textValue();
        assertEquals("REJECTED", stripe.apply(live));
        replay(Map.of("ids", List.of(id(event))));
        assertEquals("REJECTED", stripe.settled(event));
        await(event, "error = 'The event is of live mode, the connector of test mode.'");
        execute("UPDATE connector SET livemode = TRUE WHERE id = ?", connector.id());
        try {
            replay(Map.of("ids", List.of(id(event))));
            assertEquals("APPLIED", stripe.settled(event));
            assertEquals("2031", expYear());
        } finally {
            execute("UPDATE connector SET livemode = FALSE WHERE id = ?", connector.id());
        }
    }

    @Test
    void aCallTakesAThousandAndSaysWhetherMoreMatch() {
        String type = "odd." + unique();
        server.bean(Jdbi.class).useHandle(handle -> {
            var batch =
                    handle.prepareBatch("INSERT INTO webhook_event (id, organisation_id, connector_id, event_id, type,"
                            + " status, attempts, received_at, payload) VALUES (?, ?, ?, ?, ?, 'DEAD', 9, ?, '{}')");
            for (int i = 0; i < 1_003; i++) {
                batch.add(Ids.next(), connector.organisationId(), connector.id(), "evt_" + unique(), type, longAgo());
            }
            batch.execute();
        });
        var filter = Map.of("filter", Map.of("status", List.of("DEAD"), "type", type));
        var first = replay(filter);
        assertEquals(1_000, first.path("replayedCount").intValue());
        assertTrue(first.path("hasMore").booleanValue());
        var second = replay(filter);
        assertEquals(3, second.path("replayedCount").intValue());
        assertFalse(second.path("hasMore").booleanValue());
        assertEquals(0, replay(filter).path("replayedCount").intValue());
    }

    @Test
    void ifOneIsNotFoundNoneIsReplayed() {
        String dead = given("DEAD");
        for (String stranger : List.of("none", Ids.next().toString())) {
            var payload = run(Role.ADMIN, Map.of("ids", List.of(id(dead), stranger)));
            assertEquals(
                    "WEBHOOK_EVENT_NOT_FOUND", payload.at("/userErrors/0/code").textValue());
            assertEquals("[\"ids\",\"1\"]", payload.at("/userErrors/0/field").toString());
            assertTrue(payload.path("replayedCount").isNull()
                    && payload.path("webhookEvents").isNull());
        }
        assertEquals("DEAD", stripe.status(dead));
    }

    @Test
    void anotherOrganisationsEventsAreNotFound() {
        String dead = given("DEAD");
        var globex = server.bean(Organisations.class).create("globex", "Globex");
        String key = server.bean(ApiKeys.class).create(globex.id(), "admin", Role.ADMIN);
        for (Map<String, ?> input :
                List.of(Map.of("ids", List.of(id(dead))), Map.of("filter", Map.of("status", List.of("DEAD"))))) {
            var answer = server.send(server.request("/graphql")
                    .header("authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(
                            Json.write(Map.of("query", document(), "variables", Map.of("input", input))))));
            assertEquals(200, answer.statusCode());
        }
        assertEquals("DEAD", stripe.status(dead));
    }

    @Test
    void isForAdmins() {
        String dead = given("DEAD");
        var answer = server.graphql(Role.WRITER, document(), Map.of("input", Map.of("ids", List.of(id(dead)))));
        assertEquals("FORBIDDEN", answer.at("/errors/0/extensions/code").textValue());
        assertEquals("DEAD", stripe.status(dead));
    }

    @Test
    void whichEventsMustBeSaidInOneWay() {
        var status = Map.of("status", List.of("DEAD"));
        List<Map<String, Object>> wrong = new ArrayList<>(List.of(
                Map.of(),
                Map.of("ids", List.of()),
                Map.of("ids", List.of(Ids.next().toString()), "filter", status),
                Map.of("filter", Map.of()),
                Map.of("filter", Map.of("type", "payment_method.updated")),
                Map.of("filter", status, "idempotencyKey", "x".repeat(256))));
        wrong.add(Map.of(
                "ids", Stream.generate(() -> Ids.next().toString()).limit(1_001).toList()));
        for (var input : wrong) {
            assertEquals(
                    "INVALID_INPUT",
                    run(Role.ADMIN, input).at("/userErrors/0/code").textValue(),
                    input.toString());
        }
    }

    /** An event about our payment method that could be applied, but has that status. Returns its id. */
    private String given(String status) {
        var event = fresh(shown("payment_method.attached", Instant.now(), 2050));
        event.put("type", "payment_method.attached");
        stripe.apply(event);
        execute("DELETE FROM provider_object WHERE external_id = ?", pm);
        execute(
                "UPDATE webhook_event SET status = ?, attempts = 30, error = 'Timeout', applied_at = NULL WHERE event_id = ?",
                status,
                event.path("id").textValue());
        return event.path("id").textValue();
    }

    private ObjectNode shown(String type, Instant at, int expYear) {
        return event(type, at, Json.parse("""
                {"id": "%s", "object": "payment_method", "type": "card", "customer": "%s", "livemode": false, "metadata": {},
                 "card": {"brand": "visa", "last4": "4242", "exp_month": 4, "exp_year": %d}}""".formatted(pm, cus, expYear)));
    }

    private String expYear() {
        return text("SELECT exp_year FROM payment_method WHERE stripe_id = ?", pm);
    }

    private int changes() {
        return Integer.parseInt(text(
                "SELECT COUNT(*) FROM payment_method_change c JOIN payment_method p ON p.id = c.payment_method_id"
                        + " WHERE p.stripe_id = ?",
                pm));
    }

    private static JsonNode replay(Map<String, ?> input) {
        var payload = run(Role.ADMIN, input);
        assertEquals(0, payload.path("userErrors").size(), payload.toString());
        return payload;
    }

    private static JsonNode run(Role role, Map<String, ?> input) {
        var answer = server.graphql(role, document(), Map.of("input", input));
        assertFalse(answer.has("errors"), answer.toString());
        return answer.at("/data/replayWebhookEvents");
    }

    private static String document() {
        try {
            return Files.readString(Path.of("graphql/operations/ReplayWebhookEvents.graphql"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void await(String eventId, String condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> text("SELECT COUNT(*) FROM webhook_event WHERE event_id = ? AND " + condition, eventId)
                        .equals("1"));
    }

    private static String id(String eventId) {
        return text("SELECT LOWER(HEX(id)) FROM webhook_event WHERE event_id = ?", eventId)
                .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private static String text(String sql, Object... values) {
        return server.bean(Jdbi.class)
                .withHandle(
                        handle -> handle.select(sql, values).mapTo(String.class).one());
    }

    private static void execute(String sql, @Nullable Object... values) {
        server.bean(Jdbi.class).useHandle(handle -> handle.execute(sql, values));
    }

    private static Instant longAgo() {
        return Instant.now().minus(Duration.ofDays(10));
    }

    private static String unique() {
        return Ids.next().toString().replace("-", "");
    }
}
