package io.tenderbook.graphql.fetcher;

import static io.tenderbook.graphql.fetcher.TestData.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomersTest {
    private static final String DOCUMENT =
            "query($first:Int,$after:String,$last:Int,$before:String,$filter:CustomerFilter,$orderBy:CustomerOrder){"
                    + "customers(first:$first,after:$after,last:$last,before:$before,filter:$filter,orderBy:$orderBy){"
                    + "totalCount edges{cursor} nodes{id name email}"
                    + " pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}";

    private static TestServer server;
    private static TestData data;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        data = TestData.of(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        for (String table : List.of("default_payment_method", "payment_method", "connector_mapping", "connector")) {
            data.execute("DELETE FROM " + table, Map.of());
        }
        data.execute("DELETE FROM customer", Map.of());
    }

    @Test
    void theNewestComeFirstTwentyOfThem() {
        List<String> ids = customers(25);
        assertEquals(ids.reversed().subList(0, 20), each(ask(Map.of()).path("nodes"), "id"));
    }

    @Test
    void whatAVariableSkipsIsNotThereAndWhatItIncludesIs() {
        var connector = data.connector("skipping");
        UUID ada = data.customer("Ada", null);
        UUID method = data.paymentMethod(connector, ada, Map.of());
        data.makeDefault(method, Instant.now());
        String document = """
                query($no: Boolean!) {
                  customers {
                    nodes {
                      name @skip(if: $no)
                      paymentMethods(first: 1) @include(if: $no) { nodes { id } }
                      ... @include(if: $no) { defaultPaymentMethod { id } }
                    }
                    totalCount @skip(if: $no)
                  }
                }""";
        assertEquals(Json.parse("""
                        {"nodes": [{"paymentMethods": {"nodes": [{"id": "%1$s"}]}, "defaultPaymentMethod": {"id": "%1$s"}}]}""".formatted(method)), data.ask(document, Map.of("no", true)));
        assertEquals(
                Json.parse("{\"nodes\": [{\"name\": \"Ada\"}], \"totalCount\": 1}"),
                data.ask(document, Map.of("no", false)));
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED_AT,ASC",
        "CREATED_AT,DESC",
        "UPDATED_AT,DESC",
        "NAME,ASC",
        "NAME,DESC",
        "EMAIL,ASC",
        "EMAIL,DESC"
    })
    void pagesFollowOneAnotherInBothDirections(String field, String direction) {
        customers(107);
        Map<String, Object> order = Map.of("orderBy", Map.of("field", field, "direction", direction));
        List<String> all = each(ask(with(order, "first", 100)).path("nodes"), "id");
        List<String> forwards = walk(order, "first", "after", "endCursor", "hasNextPage");
        List<String> backwards = walk(order, "last", "before", "startCursor", "hasPreviousPage");
        assertEquals(107, Set.copyOf(forwards).size());
        assertEquals(all, forwards.subList(0, 100));
        assertEquals(forwards, backwards.reversed());
    }

    @Test
    void pagesStayInPlaceWhileCustomersAreAdded() {
        List<String> ids = customers(9);
        var first = ask(Map.of("first", 4));
        customers(3);
        var second =
                ask(Map.of("first", 4, "after", first.at("/pageInfo/endCursor").asText()));
        assertEquals(ids.reversed().subList(4, 8), each(second.path("nodes"), "id"));
        assertTrue(second.at("/pageInfo/hasPreviousPage").booleanValue());
        var back = ask(
                Map.of("last", 9, "before", second.at("/pageInfo/startCursor").asText()));
        assertEquals(7, back.path("nodes").size());
    }

    @Test
    void aPageTellsWhatLiesOnEitherSide() {
        customers(5);
        var all = ask(Map.of("first", 5));
        assertEquals("false false", sides(all));
        var cursors = each(all.path("edges"), "cursor");
        assertEquals("false true", sides(ask(Map.of("first", 2))));
        assertEquals("true true", sides(ask(Map.of("first", 2, "after", cursors.get(0)))));
        assertEquals("true false", sides(ask(Map.of("first", 4, "after", cursors.get(0)))));
        assertEquals("true false", sides(ask(Map.of("last", 2))));
        assertEquals("true true", sides(ask(Map.of("last", 1, "before", cursors.get(3)))));
        assertEquals("true false", sides(ask(Map.of("first", 2, "after", cursors.get(4)))));
        assertEquals("false true", sides(ask(Map.of("first", 2, "before", cursors.get(0)))));
        assertEquals("true true", sides(ask(Map.of("after", cursors.get(0), "before", cursors.get(4)))));
        assertEquals("false true", sides(ask(Map.of("first", 0))));
        assertTrue(ask(Map.of("first", 0)).at("/pageInfo/endCursor").isNull());
    }

    @Test
    void namesAreOrderedWithoutCaseAndThoseWithoutOneComeFirst() {
        String bob = data.customer("bob", null).toString();
        String none = data.customer(null, null).toString();
        String ada = data.customer("Ada", null).toString();
        String upperBob = data.customer("BOB", null).toString();
        assertEquals(List.of(none, ada, bob, upperBob), ordered("NAME", "ASC"));
        assertEquals(List.of(none, upperBob, bob, ada), ordered("NAME", "DESC"));
    }

    @ParameterizedTest
    @CsvSource({"'ADA', 2", "'ada l', 1", "'@', 0", "'100%', 1", "'1_0', 0", "'100|', 0", "'bob@exa', 1", "'', 4"})
    void aQueryIsAPrefixOfNameOrEmailWithoutCase(String query, int found) {
        data.customer("Ada Lovelace", "ada@example.com");
        data.customer("Adam", "x@example.com");
        data.customer(null, "BOB@example.com");
        data.customer("100% Wool", null);
        assertEquals(found, filtered(Map.of("query", query)).size());
    }

    @Test
    void filtersByConnectorDefaultAndDeletion() {
        Connector stripe = data.connector("stripe");
        Connector other = data.connector("other");
        UUID mapped = data.customer("mapped", null);
        data.map(mapped, stripe, "cus_1");
        UUID ended = data.customer("ended", null);
        data.map(ended, stripe, "cus_2");
        data.execute("UPDATE connector_mapping SET ended_at = NOW() WHERE external_id = 'cus_2'", Map.of());
        UUID withDefault = data.customer("with default", null);
        data.makeDefault(data.paymentMethod(other, withDefault, Map.of()), Instant.now());
        UUID deleted = data.customer("deleted", null);
        data.execute("UPDATE customer SET deleted_at = NOW() WHERE id = :id", Map.of("id", deleted));

        assertEquals(
                List.of("mapped"), filtered(Map.of("connectorId", stripe.id().toString())));
        assertEquals(List.of(), filtered(Map.of("connectorId", "no id")));
        assertEquals(List.of("with default"), filtered(Map.of("hasDefault", true)));
        assertEquals(List.of("ended", "mapped"), filtered(Map.of("hasDefault", false)));
        assertEquals(List.of("deleted", "with default", "ended", "mapped"), filtered(Map.of("includeDeleted", true)));
        assertEquals(3, ask(Map.of("first", 1)).path("totalCount").intValue());
    }

    @Test
    void refusesPagesThatCannotBe() {
        assertEquals("first is 0 to 100.", data.refusal(DOCUMENT, Map.of("first", 101)));
        assertEquals("last is 0 to 100.", data.refusal(DOCUMENT, Map.of("last", -1)));
        assertEquals("Ask for first or for last, not for both.", data.refusal(DOCUMENT, Map.of("first", 1, "last", 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "????", "bnVsbA", "W10", "WyJDUkVBVEVEX0FUIERFU0MiLG51bGwsbnVsbF0"})
    void refusesWhatIsNoCursor(String cursor) {
        assertTrue(data.refusal(DOCUMENT, Map.of("after", cursor)).startsWith("That cursor is not one of this list;"));
    }

    @Test
    void refusesTheCursorOfAnotherOrder() {
        customers(1);
        String cursor = ask(Map.of()).at("/edges/0/cursor").asText();
        Map<String, Object> byName = Map.of("before", cursor, "orderBy", Map.of("field", "NAME"));
        assertTrue(data.refusal(DOCUMENT, byName).startsWith("That cursor is not one of this list;"));
        Map<String, Object> oldest = Map.of("after", cursor, "orderBy", Map.of("field", "CREATED_AT"));
        assertTrue(data.refusal(DOCUMENT, oldest).startsWith("That cursor is not one of this list;"));
        assertFalse(data.ask(DOCUMENT, Map.of("after", cursor)).isNull());
    }

    /** Some share a name, some an email address, some have none. */
    private static List<String> customers(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(data.customer(i % 5 == 0 ? null : "name " + i % 7, i % 3 == 0 ? null : i + "@example.com")
                    .toString());
        }
        return ids;
    }

    private static List<String> walk(
            Map<String, Object> order, String size, String beyond, String end, String hasMore) {
        List<String> seen = new ArrayList<>();
        Map<String, @Nullable Object> variables = with(order, size, 25);
        JsonNode page;
        do {
            page = ask(variables);
            List<String> ids = each(page.path("nodes"), "id");
            seen.addAll(beyond.equals("after") ? ids : ids.reversed());
            variables.put(beyond, page.path("pageInfo").path(end).textValue());
        } while (page.path("pageInfo").path(hasMore).booleanValue());
        return seen;
    }

    private static Map<String, @Nullable Object> with(Map<String, Object> variables, String name, Object value) {
        Map<String, @Nullable Object> more = new HashMap<>(variables);
        more.put(name, value);
        return more;
    }

    private static List<String> ordered(String field, String direction) {
        return each(
                ask(Map.of("orderBy", Map.of("field", field, "direction", direction)))
                        .path("nodes"),
                "id");
    }

    private static List<String> filtered(Map<String, Object> filter) {
        var page = ask(Map.of("filter", filter));
        assertEquals(page.path("nodes").size(), page.path("totalCount").intValue());
        return each(page.path("nodes"), "name");
    }

    /** Whether something lies before the page, and behind it. */
    private static String sides(JsonNode page) {
        return page.at("/pageInfo/hasPreviousPage") + " " + page.at("/pageInfo/hasNextPage");
    }

    private static JsonNode ask(Map<String, ? extends @Nullable Object> variables) {
        return data.ask(DOCUMENT, variables);
    }
}
