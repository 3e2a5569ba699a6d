package io.tenderbook.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.introspection.IntrospectionQuery;
import io.tenderbook.TestServer;
import io.tenderbook.graphql.fetcher.StatementCounter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who asks too much at once is refused before anything is read, and told why. */
class LimitsTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(StatementCounter.PROPERTY, true));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> excesses() {
        return Stream.of(
                excess("16 levels", deep(16), "deeper than 15"),
                excess(
                        "16 levels by fragments",
                        "{customers{nodes{...A}}} fragment A on Customer{defaultPaymentMethod{customer{...B}}}"
                                + "fragment B on Customer{" + "defaultPaymentMethod{customer{".repeat(5)
                                + "defaultPaymentMethod{id" + "}".repeat(12),
                        "deeper than 15"),
                excess(
                        "a fragment within itself",
                        "{customers{nodes{...A}}} fragment A on Customer{defaultPaymentMethod{customer{...A}}}",
                        "deeper than 15"),
                excess("16 aliases", "{customers{nodes{" + aliases(0, 16) + "}}}", "name under more than 15 aliases"),
                excess(
                        "16 aliases in fragments",
                        "{customers{nodes{...A ...on Node{...B}}}} fragment A on Customer{" + aliases(0, 8)
                                + "} fragment B on Customer{" + aliases(8, 16) + "}",
                        "name under more than 15 aliases"),
                excess(
                        "16 aliases in fields that are merged",
                        "{" + many(16, i -> "customers{nodes{" + aliases(i, i + 1) + "}} ") + "}",
                        "name under more than 15 aliases"),
                excess("4,000 aliases", "{" + many(4000, i -> "a" + i + ":__typename ") + "}", "too long"),
                excess("1,001 tokens", "{" + "__typename ".repeat(999) + "}", "too long"),
                excess("32,769 characters", "{__typename}#" + "x".repeat(32_756), "too long"),
                excess("a value in 200 brackets", echoed("[".repeat(200) + "]".repeat(200)), "too long"),
                excess("51 directives", directives(51), "51 directives"),
                excess("400 unknown directives", "{__typename " + "@a".repeat(400) + "}", "400 directives"),
                excess("fragments that multiply", multiplying(4), "more than 1,000 fields"),
                excess(
                        "lists within lists",
                        "{customers(first:100){nodes{paymentMethods(first:100){nodes{id}}}}}",
                        "costs 10,201, and the budget is 10,000"),
                excess(
                        "more than can be counted",
                        "{paymentMethods(first:100){nodes{changes(first:100){nodes{paymentMethod{changes(first:100){edges"
                                + "{node{paymentMethod{changes(first:100){nodes{id" + "}".repeat(12),
                        "costs 1,000,000 or more"),
                excess("the schema in circles", "{__schema{types{fields{type{fields{name}}}}}}", "Introspection"),
                excess(
                        "the schema 10 times",
                        "{" + many(10, i -> "a" + i + ":__schema{types{name}} ") + "}",
                        "Introspection"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("excesses")
    void isRefusedBeforeAnythingIsRead(String what, String document, String why) {
        List<JsonNode> answers = new ArrayList<>();
        var statements =
                server.bean(StatementCounter.class).during(() -> answers.add(server.graphql(document, Map.of())));
        var answer = answers.getFirst();
        assertEquals("QUERY_TOO_COMPLEX", code(answer), what);
        assertTrue(answer.at("/errors/0/message").textValue().contains(why), answer.toString());
        assertEquals(1, answer.path("errors").size(), what);
        assertFalse(answer.has("data"), what);
        assertEquals(1, statements.size(), () -> "more than the authentication: " + statements);
    }

    static Stream<Arguments> fits() {
        return Stream.of(
                Arguments.of("15 levels", deep(15)),
                Arguments.of("15 aliases", "{customers{nodes{name " + aliases(0, 15) + "}}}"),
                Arguments.of(
                        "15 aliases, again in a fragment that is spread twice",
                        "{customers{nodes{...A ...A " + aliases(0, 1) + "}}} fragment A on Customer{" + aliases(0, 15)
                                + "}"),
                Arguments.of(
                        "15 aliases of each of two objects",
                        "{a:connectors{" + aliases(0, 15) + "} b:connectors{" + aliases(15, 30) + "}}"),
                Arguments.of("1,000 tokens", "{" + "__typename ".repeat(998) + "}"),
                Arguments.of("50 directives", directives(50)),
                Arguments.of("140 fields that are merged", "{" + "customers{nodes{id}}".repeat(140) + "}"),
                Arguments.of("fragments that multiply less", multiplying(2)),
                Arguments.of("lists within lists", "{customers(first:99){nodes{paymentMethods(first:99){nodes{id}}}}}"),
                Arguments.of("what GraphQL tools ask", IntrospectionQuery.INTROSPECTION_QUERY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fits")
    void whatJustFitsIsAnswered(String what, String document) {
        var answer = server.graphql(document, Map.of());
        assertFalse(answer.has("errors"), () -> what + ": " + answer.path("errors"));
    }

    @Test
    void onlyWhatFitsIsKept() {
        var cache = server.bean(DocumentCache.class);
        assertSame(cache.prepared(deep(15)), cache.prepared(deep(15)));
        for (String refused : List.of(deep(16), "{", "{nothing}")) {
            assertNotSame(cache.prepared(refused), cache.prepared(refused));
        }
    }

    @Test
    void pagesCountAsTheVariablesSay() {
        String document = "query($n:Int){customers(first:$n){nodes{paymentMethods(last:$n){nodes{id}}}}}";
        assertFalse(server.graphql(document, Map.of("n", 99)).has("errors"));
        assertEquals("QUERY_TOO_COMPLEX", code(server.graphql(document, Map.of("n", 100))));
        assertEquals("QUERY_TOO_COMPLEX", code(server.graphql(document, Map.of("n", Integer.MAX_VALUE))));
        assertEquals("BAD_REQUEST", code(server.graphql(document, Map.of("n", -5))));
    }

    @Test
    void hugeValuesAreReadOrRefused() {
        var filter = Map.of("status", Collections.nCopies(20_000, "DEAD"));
        String events = "query($filter:WebhookEventFilter){webhookEvents(filter:$filter){nodes{id}}}";
        assertFalse(server.graphql(events, Map.of("filter", filter)).has("errors"));
        String customers = "query($n:Int){customers(first:$n){nodes{id}}}";
        assertEquals("BAD_REQUEST", code(server.graphql(customers, Map.of("n", new BigDecimal("1e999999999")))));
        assertEquals("BAD_REQUEST", code(server.graphql("{customers(first:1e999999999){nodes{id}}}", Map.of())));
    }

    @Test
    void mistakesWithoutEndAreToldInPart() {
        var answer = server.graphql("{" + "nothing ".repeat(900) + "}", Map.of());
        assertEquals(100, answer.path("errors").size());
        assertEquals("BAD_REQUEST", code(answer));
    }

    private static Arguments excess(String what, String document, String why) {
        return Arguments.of(what, document, why);
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asText(answer.toString());
    }

    /** Fields within each other, as many as that. */
    private static String deep(int depth) {
        String end = depth % 2 == 0 ? "defaultPaymentMethod{id" : "id";
        String middle = "defaultPaymentMethod{customer{".repeat((depth - 3) / 2);
        String document = "{customers(first:1){nodes{" + middle + end;
        return document + "}".repeat(depth);
    }

    private static String aliases(int from, int to) {
        return many(to - from, i -> "a" + (from + i) + ":name ");
    }

    private static String directives(int count) {
        return many(count, i -> (i == 0 ? "{" : "") + "__typename @include(if:true) ") + "}";
    }

    /** Each of five fragments asks so many times for the next. */
    private static String multiplying(int times) {
        return "{customers{nodes{...F0}}}"
                + many(
                        5,
                        i -> " fragment F%d on Customer{%s}"
                                .formatted(
                                        i,
                                        many(
                                                times,
                                                alias -> "a%d:defaultPaymentMethod{customer{...F%d}}"
                                                        .formatted(alias, i + 1))))
                + " fragment F5 on Customer{id}";
    }

    private static String echoed(String value) {
        return "mutation{createCustomer(input:{metadata:" + value + "}){customer{id}}}";
    }

    private static String many(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
    }
}
