package io.tenderbook.paymentmethod;

import static io.tenderbook.StripeDeliveries.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What `PaymentMethod.changes` tells: all that happened, in order, and what made it happen. */
class PaymentMethodHistoryTest {
    private static Scene scene;

    @BeforeAll
    static void open() {
        scene = Scene.open();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void everythingThatHappenedIsToldOldestFirst() {
        String method = busyMethod();
        var changes = changes(method, Map.of());
        assertEquals(List.of("ATTACHED", "DEFAULT_SET", "DETACHED", "DEFAULT_CLEARED"), each(changes, "kind"));
        assertEquals(4, changes.path("totalCount").intValue());
        var attached = changes.at("/nodes/0");
        assertTrue(attached.path("before").isNull());
        assertEquals("visa", attached.at("/after/brand").textValue());
        var isDefault = changes.at("/nodes/1");
        assertEquals("{\"isDefault\":false}", isDefault.path("before").toString());
        assertEquals("{\"isDefault\":true}", isDefault.path("after").toString());
        changes.path("nodes").forEach(change -> {
            assertEquals(method, change.at("/paymentMethod/id").textValue());
            assertFalse(Instant.parse(change.path("at").textValue()).isAfter(Instant.now()));
        });
    }

    @Test
    void aCursorIsAPlaceAmongAllChangesOfTheOrganisation() {
        String first = busyMethod();
        String second = busyMethod();
        var changes = changes(first, Map.of());
        changes.path("edges").forEach(edge -> assertEquals(edge.path("cursor"), edge.at("/node/cursor")));
        String end = changes.at("/pageInfo/endCursor").textValue();
        assertEquals(0, changes(first, Map.of("after", end)).path("nodes").size());
        assertEquals(4, changes(second, Map.of("after", end)).path("nodes").size());
        assertEquals(
                4,
                changes(first, Map.of("before", cursorOfFirst(second)))
                        .path("nodes")
                        .size());
    }

    @Test
    void isReadAPageAtATimeFromEitherEnd() {
        String method = busyMethod();
        List<String> all = each(changes(method, Map.of()), "cursor");
        List<String> read = new ArrayList<>();
        JsonNode page = changes(method, Map.of("first", 3));
        read.addAll(each(page, "cursor"));
        assertTrue(page.at("/pageInfo/hasNextPage").booleanValue());
        page = changes(
                method,
                Map.of("first", 3, "after", page.at("/pageInfo/endCursor").textValue()));
        read.addAll(each(page, "cursor"));
        assertFalse(page.at("/pageInfo/hasNextPage").booleanValue());
        assertEquals(all, read);
        assertEquals(all.subList(2, 4), each(changes(method, Map.of("last", 2)), "cursor"));
    }

    @Test
    void aMutationIsNamedWithTheKeyThatSentIt() {
        String method = busyMethod();
        String key = scene.server()
                .bean(Jdbi.class)
                .withHandle(handle -> handle.select("SELECT LOWER(HEX(id)) FROM api_key WHERE role = 'WRITER'")
                        .mapTo(String.class)
                        .one());
        var changes = changes(method, Map.of()).path("nodes");
        assertEquals(
                List.of("attachPaymentMethod", "setDefaultPaymentMethod", "detachPaymentMethod", "detachPaymentMethod"),
                each(changes, "causeId").stream()
                        .map(cause -> cause.substring(0, cause.indexOf(" ")))
                        .toList());
        changes.forEach(change -> {
            assertEquals("MUTATION", change.path("cause").textValue());
            assertEquals(
                    key,
                    change.path("causeId")
                            .textValue()
                            .replaceFirst(".* by key ", "")
                            .replace("-", ""));
        });
    }

    @Test
    void anEventIsNamedByTheProvidersId() {
        var stripe = new StripeDeliveries(scene.server(), scene.server().connector("stripe"));
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        ObjectNode seen = (ObjectNode) scene.method(method).path("rawData").deepCopy();
        seen.withObject("/card").put("exp_year", 2044);
        var event = event("payment_method.automatically_updated", Instant.now().plusSeconds(60), seen);
        assertEquals("APPLIED", stripe.apply(event));
        var last = changes(method, Map.of("last", 1)).at("/nodes/0");
        assertEquals("UPDATED", last.path("kind").textValue());
        assertEquals("EVENT", last.path("cause").textValue());
        assertEquals(event.path("id"), last.path("causeId"));
        assertEquals(2044, last.at("/after/expYear").intValue());
    }

    @Test
    void whatALinkBringsInIsAnImport() {
        String external = scene.account().customer("Ada");
        String there = scene.account().attach("pm_card_visa", external);
        String customer = scene.customer();
        scene.link(customer, "stripe", external);
        var found = scene.query("PaymentMethods", "filter", Map.of("stripeId", there));
        var change = changes(found.at("/nodes/0/id").textValue(), Map.of()).at("/nodes/0");
        assertEquals("IMPORT", change.path("cause").textValue());
        assertEquals(customer, change.at("/customer/id").textValue());
    }

    /** Attached, made the default and detached. */
    private static String busyMethod() {
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        Scene.succeeded(scene.run("SetDefaultPaymentMethod", "paymentMethodId", method));
        Scene.succeeded(scene.run("DetachPaymentMethod", "paymentMethodId", method));
        return method;
    }

    private static String cursorOfFirst(String method) {
        return changes(method, Map.of()).at("/nodes/0/cursor").textValue();
    }

    private static JsonNode changes(String method, Map<String, ? extends @Nullable Object> page) {
        var answer = scene.server().graphql("""
                query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
                  paymentMethod(id: $id) {
                    changes(first: $first, after: $after, last: $last, before: $before) {
                      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                      edges { cursor node { cursor } }
                      nodes { id cursor kind paymentMethod { id } customer { id } before after cause causeId reason at }
                    }
                  }
                }""", with(page, method));
        assertFalse(answer.has("errors"), answer.toString());
        return answer.at("/data/paymentMethod/changes");
    }

    private static Map<String, @Nullable Object> with(Map<String, ? extends @Nullable Object> page, String method) {
        var variables = Json.toMap(Json.toTree(page));
        variables.put("id", method);
        return variables;
    }

    private static List<String> each(JsonNode list, String member) {
        JsonNode nodes = list.isArray() ? list : list.path("nodes");
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.path(member).asText())
                .toList();
    }
}
