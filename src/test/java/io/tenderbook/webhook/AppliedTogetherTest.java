package io.tenderbook.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.graphql.fetcher.StatementCounter;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of events that are applied in one transaction. */
class AppliedTogetherTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static TestServer server;
    private static StripeDeliveries stripe;

    private String customer = "";

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(StatementCounter.PROPERTY, true, "tenderbook.webhooks.apply", false));
        stripe = new StripeDeliveries(server, server.connect("stripe", "sk_test_nobody"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A customer of whom the provider has spoken. */
    @BeforeEach
    void customer() {
        customer = unique("cus_");
        stripe.deliver(StripeDeliveries.event(
                "customer.created",
                NOON,
                Json.parse("{\"id\": \"%s\", \"object\": \"customer\", \"livemode\": false}".formatted(customer))));
        applyDue().left().forEach(server.bean(EventDispatch.class)::dispatch);
    }

    @Test
    void aDeliveryTakesOneLookUpAndOneInsert() {
        var event = StripeDeliveries.event("payment_method.attached", NOON, card(unique("pm_"), customer));
        var statements = server.bean(StatementCounter.class).everythingDuring(() -> stripe.deliver(event));
        String all = String.join("\n", statements);
        assertEquals(2, statements.size(), all);
        assertTrue(statements.getFirst().startsWith("SELECT c.*, s.id"), all);
        assertTrue(statements.getLast().startsWith("INSERT INTO webhook_event"), all);
    }

    @Test
    void manyEventsTakeAsManyStatementsAsFewAndOneCommit() {
        var few = applied(8);
        var many = applied(32);
        assertEquals(few, many);
        assertEquals(1, many.stream().filter("COMMIT"::equals).count());
        assertTrue(many.size() <= 16 + 1, String.join("\n", many));
    }

    private List<String> applied(int count) {
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(deliver("payment_method.attached", 0, card(unique("pm_"), customer)));
        }
        var statements = server.bean(StatementCounter.class).everythingDuring(AppliedTogetherTest::applyDue);
        events.forEach(event -> assertEquals("APPLIED", status(event)));
        return statements.stream()
                .map(statement -> statement.replaceAll("[(), ?]+", " "))
                .toList();
    }

    @Test
    void ofSeveralEventsOfOneObjectTheNewestCountsInAnyOrder() {
        String id = unique("pm_");
        var newest = deliver("payment_method.updated", 20, card(id, customer).put("allow_redisplay", "always"));
        var oldest = deliver("payment_method.attached", 0, card(id, customer));
        var middle = deliver("payment_method.updated", 10, card(id, customer).put("allow_redisplay", "limited"));
        assertEquals(List.of(), applyDue().left());
        assertEquals(List.of("APPLIED", "STALE", "STALE"), List.of(status(newest), status(oldest), status(middle)));
        assertEquals("always", text("SELECT allow_redisplay FROM payment_method WHERE stripe_id = ?", id));
    }

    @Test
    void whatWasDetachedStaysSoWhateverComesAfterItInTheSameTransaction() {
        String id = unique("pm_");
        deliver("payment_method.attached", 0, card(id, customer));
        var detached = StripeDeliveries.event("payment_method.detached", NOON.plusSeconds(5), card(id, null));
        ((ObjectNode) detached.path("data")).putObject("previous_attributes").put("customer", customer);
        assertEquals(200, stripe.deliver(detached));
        var later = deliver("payment_method.updated", 60, card(id, customer));
        assertEquals(List.of(), applyDue().left());
        assertEquals(List.of("APPLIED", "STALE"), List.of(status(detached), status(later)));
        assertEquals(
                "1", text("SELECT COUNT(*) FROM payment_method WHERE stripe_id = ? AND detached_at IS NOT NULL", id));
    }

    @Test
    void whatOnlyTheProviderCanTellIsLeftClaimedAndKeepsNoOtherBack() {
        String id = unique("pm_");
        var first = deliver("payment_method.attached", 0, card(id, customer));
        var sameSecond = deliver("payment_method.updated", 0, card(id, customer));
        var unknownCustomer = deliver("payment_method.attached", 0, card(unique("pm_"), unique("cus_")));
        var noObject = deliver("payment_method.attached", 0, (ObjectNode) Json.parse("{\"id\": 7}"));
        var left = applyDue().left();
        assertEquals("APPLIED", status(first));
        assertEquals(
                List.of(eventId(sameSecond), eventId(unknownCustomer), eventId(noObject)),
                left.stream().map(claim -> claim.event().eventId()).toList());
        for (var event : List.of(sameSecond, unknownCustomer, noObject)) {
            assertEquals("PENDING", status(event));
            assertEquals("1", text("SELECT attempts FROM webhook_event WHERE event_id = ?", eventId(event)));
        }
        server.bean(EventQueue.class).giveBack(left);
        assertEquals("0", text("SELECT attempts FROM webhook_event WHERE event_id = ?", eventId(noObject)));
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "UPDATE webhook_event SET status = 'DEAD', next_attempt_at = NULL WHERE status = 'PENDING'"));
    }

    @Test
    void aClaimIsDecidedAloneAndKeepsNoOtherBack() {
        var owner = text("SELECT LOWER(HEX(customer_id)) FROM connector_mapping WHERE external_id = ?", customer);
        String id = unique("pm_");
        var claimed = server.graphql(
                """
                mutation($input: CreatePaymentMethodInput!) {
                  createPaymentMethod(input: $input) { userErrors { message } }
                }""",
                Map.of(
                        "input",
                        Map.of(
                                "customerId",
                                owner.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"),
                                "isActive",
                                true,
                                "stripeId",
                                id,
                                "type",
                                "TWINT")));
        assertEquals("[]", claimed.at("/data/createPaymentMethod/userErrors").toString(), claimed::toString);
        var ofClaim = deliver("payment_method.attached", 0, card(id, customer));
        var ofAnother = deliver("payment_method.attached", 0, card(unique("pm_"), customer));
        assertEquals(List.of(eventId(ofClaim)), left());
        assertEquals("APPLIED", status(ofAnother));
    }

    @Test
    void whatIsSaidOfACustomerOfWhomNothingWasHeardWaitsForThat() {
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "UPDATE provider_object SET observed_at = NULL WHERE external_id = ?", customer));
        var event = deliver("payment_method.attached", 0, card(unique("pm_"), customer));
        assertEquals(List.of(eventId(event)), left());
    }

    /** What a batch leaves to be handled alone; nobody does. */
    private static List<String> left() {
        var left =
                applyDue().left().stream().map(claim -> claim.event().eventId()).toList();
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "UPDATE webhook_event SET status = 'DEAD', next_attempt_at = NULL WHERE status = 'PENDING'"));
        return left;
    }

    @Test
    void whatAnotherWorkerHasEndedIsNotEndedOnceMore() {
        var event = deliver("payment_method.attached", 0, card(unique("pm_"), customer));
        var queue = server.bean(EventQueue.class);
        var transactions = server.bean(Transactions.class);
        var due = transactions.run(() -> queue.lockDue(1));
        assertEquals(List.of(), applyDue().left());
        assertEquals("APPLIED", status(event));
        var again = List.of(new EventQueue.Ended(due.getFirst(), EventStatus.APPLIED, null));
        assertThrows(IllegalStateException.class, () -> queue.settle(again));
    }

    private static EventBatch.Result applyDue() {
        return server.bean(EventBatch.class).apply(Pace.FULL.batch());
    }

    private static ObjectNode deliver(String type, int seconds, ObjectNode object) {
        var event = StripeDeliveries.event(type, NOON.plusSeconds(seconds), object);
        assertEquals(200, stripe.deliver(event));
        return event;
    }

    private static ObjectNode card(String id, @Nullable String owner) {
        return ((ObjectNode) Json.parse("""
                {"object": "payment_method", "type": "card", "livemode": false,
                 "card": {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2040}}""")).put("id", id).put("customer", owner);
    }

    private static String unique(String prefix) {
        return prefix + Ids.next().toString().replace("-", "");
    }

    private static String eventId(JsonNode event) {
        return event.path("id").textValue();
    }

    private static String status(JsonNode event) {
        return stripe.status(eventId(event));
    }

    private static String text(String sql, Object... arguments) {
        return server.bean(Jdbi.class)
                .withHandle(handle ->
                        handle.select(sql, arguments).mapTo(String.class).one());
    }
}
