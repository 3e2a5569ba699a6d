package io.tenderbook.graphql.fetcher;

import static io.tenderbook.graphql.fetcher.TestData.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebhookEventsTest {
    private static final String DOCUMENT = """
            query ($first: Int, $after: String, $last: Int, $before: String, $filter: WebhookEventFilter) {
              webhookEvents(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
                totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                nodes { id eventId type objectId recovered status attempts error age receivedAt appliedAt nextAttemptAt connector { name } }
              }
            }""";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static TestServer server;
    private static TestData data;
    private static Connector stripe;
    private static Connector other;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        data = TestData.of(server);
        stripe = data.connector("stripe");
        other = data.connector("other");
        event(stripe, "evt_applied", 1, Map.of("object_id", "pm_1", "applied_at", NOON.plusSeconds(2)));
        event(stripe, "evt_dead", 2, Map.of("status", "DEAD", "attempts", 40, "error", "Timeout: no answer"));
        event(other, "evt_other", 3, Map.of("type", "customer.updated", "object_id", "cus_2", "recovered", true));
        event(stripe, "evt_waits", 4, Map.of("status", "UNMAPPED", "customer_external_id", "cus_1"));
        event(
                stripe,
                "evt_foreign",
                5,
                Map.of("object_id", "pm_1", "status", "REJECTED", "error", "The event is of another account."));
        var theirs = data.ofAnother("globex");
        event(theirs, theirs.connector("stripe"), "evt_theirs", 6, Map.of("object_id", "pm_1", "recovered", true));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void areListedNewestFirst() {
        assertEquals(List.of("evt_foreign", "evt_waits", "evt_other", "evt_dead", "evt_applied"), found(Map.of()));
    }

    @Test
    void tellWhatBecameOfThem() {
        var dead = ask(Map.of("filter", Map.of("eventId", "evt_dead"))).at("/nodes/0");
        assertEquals("payment_method.updated", dead.path("type").textValue());
        assertEquals("DEAD", dead.path("status").textValue());
        assertEquals(40, dead.path("attempts").intValue());
        assertEquals("Timeout: no answer", dead.path("error").textValue());
        assertEquals("stripe", dead.at("/connector/name").textValue());
        assertEquals("2026-03-01T12:00:02Z", dead.path("receivedAt").textValue());
        assertTrue(dead.path("age").longValue() > 86_400, dead.toString());
        assertTrue(dead.path("appliedAt").isNull());
        var applied = ask(Map.of("filter", Map.of("eventId", "evt_applied"))).at("/nodes/0");
        assertEquals("2026-03-01T12:00:02Z", applied.path("appliedAt").textValue());
    }

    @Test
    void everyFilterKeepsWhatFitsIt() {
        assertEquals(List.of("evt_waits", "evt_dead"), found(Map.of("status", List.of("DEAD", "UNMAPPED"))));
        assertEquals(List.of("evt_other"), found(Map.of("type", "customer.updated")));
        assertEquals(List.of(), found(Map.of("type", "customer")));
        assertEquals(
                List.of("evt_other"), found(Map.of("connectorId", other.id().toString())));
        assertEquals(List.of(), found(Map.of("connectorId", "none")));
        assertEquals(List.of(), found(Map.of("eventId", "EVT_DEAD")));
        assertEquals(List.of(), found(Map.of("eventId", "ünknown")));
        assertEquals(
                List.of("evt_foreign", "evt_waits"),
                found(Map.of("receivedAfter", NOON.plusSeconds(4).toString())));
        assertEquals(
                List.of("evt_applied"),
                found(Map.of("receivedBefore", NOON.plusSeconds(2).toString())));
        assertEquals(List.of("evt_dead"), found(Map.of("minAttempts", 2)));
        assertEquals(List.of("evt_foreign", "evt_dead"), found(Map.of("hasError", true)));
        assertEquals(List.of("evt_waits", "evt_other", "evt_applied"), found(Map.of("hasError", false)));
        assertEquals(List.of("evt_waits"), found(Map.of("waitsForCustomer", "cus_1")));
        assertEquals(List.of(), found(Map.of("waitsForCustomer", "CUS_1")));
    }

    @Test
    void areFoundByTheObjectThatTheyShow() {
        assertEquals(List.of("evt_foreign", "evt_applied"), found(Map.of("objectId", "pm_1")));
        assertEquals(List.of("evt_applied"), found(Map.of("objectId", "pm_1", "status", List.of("APPLIED"))));
        assertEquals(List.of(), found(Map.of("objectId", "PM_1")));
        assertEquals(List.of(), found(Map.of("objectId", "ünknown")));
        var shown = ask(Map.of("filter", Map.of("eventId", "evt_applied"))).at("/nodes/0");
        assertEquals("pm_1", shown.path("objectId").textValue());
        var none = ask(Map.of("filter", Map.of("eventId", "evt_dead"))).at("/nodes/0");
        assertTrue(none.path("objectId").isNull());
    }

    @Test
    void whatNoDeliveryBroughtIsToldApart() {
        assertEquals(List.of("evt_other"), found(Map.of("recovered", true)));
        assertEquals(List.of("evt_foreign", "evt_waits", "evt_dead", "evt_applied"), found(Map.of("recovered", false)));
        var recovered = ask(Map.of("filter", Map.of("recovered", true))).at("/nodes/0");
        assertTrue(recovered.path("recovered").booleanValue());
    }

    @Test
    void conditionsAreJoinedByAnd() {
        assertEquals(List.of("evt_dead"), found(Map.of("hasError", true, "status", List.of("DEAD", "UNMAPPED"))));
    }

    @Test
    void areReadAPageAtATimeFromEitherEnd() {
        List<String> read = new ArrayList<>();
        Map<String, @Nullable Object> variables = new HashMap<>(Map.of("first", 2));
        JsonNode page;
        do {
            page = ask(variables);
            read.addAll(each(page.path("nodes"), "eventId"));
            variables.put("after", page.at("/pageInfo/endCursor").textValue());
        } while (page.at("/pageInfo/hasNextPage").booleanValue());
        assertEquals(found(Map.of()), read);
        assertEquals(
                List.of("evt_dead", "evt_applied"), each(ask(Map.of("last", 2)).path("nodes"), "eventId"));
    }

    @Test
    void theBodyIsForAdminsAlone() {
        String document = "{ webhookEvents(filter: {eventId: \"evt_dead\"}) { nodes { eventId payload } } }";
        for (Role role : List.of(Role.READER, Role.WRITER)) {
            var answer = server.graphql(role, document, Map.of());
            assertEquals("FORBIDDEN", answer.at("/errors/0/extensions/code").textValue());
            assertEquals(
                    "{\"eventId\":\"evt_dead\",\"payload\":null}",
                    answer.at("/data/webhookEvents/nodes/0").toString());
        }
        var answer = server.graphql(Role.ADMIN, document, Map.of());
        assertFalse(answer.has("errors"), answer.toString());
        assertEquals(
                "evt_dead", answer.at("/data/webhookEvents/nodes/0/payload/id").textValue());
    }

    @Test
    void bodiesThatAreTooLargeTogetherAreRefused() {
        byte[] large = ("{\"id\":\"" + "x".repeat(1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 8; i++) {
            event(other, "evt_large_" + i, -100, Map.of("payload", large, "type", "large"));
        }
        String document =
                "query ($n: Int) { webhookEvents(first: $n, filter: {type: \"large\"}) { nodes { payload } } }";
        assertFalse(server.graphql(Role.ADMIN, document, Map.of("n", 7)).has("errors"));
        assertEquals(
                "BAD_REQUEST",
                server.graphql(Role.ADMIN, document, Map.of("n", 8))
                        .at("/errors/0/extensions/code")
                        .textValue());
        data.execute("DELETE FROM webhook_event WHERE type = :type", Map.of("type", "large"));
    }

    @Test
    void areNodes() {
        String id = ask(Map.of("filter", Map.of("eventId", "evt_waits")))
                .at("/nodes/0/id")
                .textValue();
        assertEquals(
                "{\"__typename\":\"WebhookEvent\",\"eventId\":\"evt_waits\"}",
                data.ask(
                                "query ($id: ID!) { node(id: $id) { __typename ... on WebhookEvent { eventId } } }",
                                Map.of("id", id))
                        .toString());
    }

    private static void event(Connector connector, String eventId, int second, Map<String, ?> columns) {
        event(data, connector, eventId, second, columns);
    }

    private static void event(TestData at, Connector connector, String eventId, int second, Map<String, ?> columns) {
        Map<String, Object> row = new HashMap<>(Map.of(
                "id", Ids.next(),
                "organisation_id", at.organisationId(),
                "connector_id", connector.id(),
                "event_id", eventId,
                "type", "payment_method.updated",
                "status", "APPLIED",
                "attempts", 1,
                "received_at", NOON.plusSeconds(second),
                "payload", ("{\"id\":\"" + eventId + "\"}").getBytes(StandardCharsets.UTF_8)));
        row.putAll(columns);
        at.insert("webhook_event", row);
    }

    private static List<String> found(Map<String, Object> filter) {
        var page = ask(Map.of("filter", filter));
        assertEquals(page.path("nodes").size(), page.path("totalCount").intValue());
        return each(page.path("nodes"), "eventId");
    }

    private static JsonNode ask(Map<String, ? extends @Nullable Object> variables) {
        return data.ask(DOCUMENT, variables);
    }
}
