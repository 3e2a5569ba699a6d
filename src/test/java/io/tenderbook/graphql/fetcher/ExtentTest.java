package io.tenderbook.graphql.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a payment method in a list only what is asked for is read. */
class ExtentTest {
    private static final List<String> PLACES = List.of(
            "{paymentMethods(first:5){nodes{%s}}}",
            "{paymentMethods(first:5){edges{node{...F}}}} fragment F on PaymentMethod{%s}",
            "{customers(first:5){nodes{paymentMethods(first:5){nodes{... on PaymentMethod{%s}}}}}}",
            "{customers(first:5){nodes{defaultPaymentMethod{id} whole:defaultPaymentMethod{%s}}}}",
            "{customers(first:5){nodes{connectorMappings{defaultPaymentMethod{%s}}}}}",
            "{paymentMethods(first:5){nodes{...A ...F}}} fragment A on PaymentMethod{...F}"
                    + " fragment F on PaymentMethod{%s}",
            "{customers(first:5){nodes{...C defaultPaymentMethod{%s}}}} fragment C on Customer{defaultPaymentMethod{id}}");

    private static final List<String> FIELDS = List.of(
            "customerId",
            "stripeId",
            "type",
            "providerType",
            "isActive",
            "isDefault",
            "status",
            "brand",
            "last4",
            "expMonth",
            "expYear",
            "country",
            "fingerprint",
            "funding",
            "allowRedisplay",
            "livemode",
            "source",
            "syncStatus",
            "createdAt",
            "updatedAt",
            "syncedAt");

    private static TestServer server;
    private static TestData data;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(StatementCounter.PROPERTY, true));
        data = TestData.of(server);
        var connector = data.connector("stripe");
        var customer = data.customer("customer", null);
        data.map(customer, connector, "cus_1");
        String document = "{\"word\":\"found\"}";
        data.makeDefault(
                data.paymentMethod(
                        connector,
                        customer,
                        Map.of(
                                "wallet",
                                document,
                                "details",
                                "{\"brand\":\"found\"}",
                                "billing_details",
                                "{\"name\":\"found\"}",
                                "metadata",
                                document,
                                "raw_data",
                                document)),
                Instant.now());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatNobodyAsksForStaysInTheDatabase() {
        for (String place : PLACES) {
            String read = read(place.formatted("id type brand last4 status isDefault"), new ArrayList<>());
            assertFalse(read.contains("p.raw_data"), read);
            assertFalse(read.contains("p.details"), read);
            assertFalse(read.contains("p.metadata"), read);
            assertFalse(read.contains("p.fingerprint"), read);
            assertFalse(read.contains("p.synced_at"), read);
            assertFalse(read.contains("FROM intent"), read);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wallet", "details{...on CardDetails{brand}}", "billingDetails{name}", "metadata", "rawData"})
    void whatIsAskedForIsFoundWhereverItIsAsked(String field) {
        for (String place : PLACES) {
            List<JsonNode> answers = new ArrayList<>();
            read(place.formatted(field), answers);
            assertTrue(answers.getFirst().toString().contains("found"), place + answers);
        }
    }

    /** Each field alone, in a list, shows what it shows of the record as a node, for which everything is read. */
    @Test
    void aFieldAskedForAloneShowsWhatTheWholeRecordShows() {
        var connector = data.connector("standings");
        Instant past = Instant.now().minus(Duration.ofDays(400));
        Map<String, Object> card = Map.of(
                "brand",
                "visa",
                "last4",
                "4242",
                "exp_month",
                8,
                "exp_year",
                2031,
                "country",
                "FR",
                "fingerprint",
                "XcT2mEqIY6Jx",
                "funding",
                "credit",
                "allow_redisplay",
                "always",
                "synced_at",
                past,
                "created_at",
                past); // behind those of the other tests
        for (Map<String, Object> standing : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("expires_at", past),
                Map.of("detached_at", past),
                Map.of("customer_deleted_at", past),
                Map.of("unlinked_at", past))) {
            Map<String, Object> columns = new HashMap<>(card);
            columns.putAll(standing);
            data.paymentMethod(connector, null, columns);
        }
        String document =
                "{paymentMethods(filter:{connectorId:\"" + connector.id() + "\",includeDetached:true}){nodes{id %s}}}";
        String all = String.join(" ", FIELDS);
        List<JsonNode> whole = new ArrayList<>();
        nodes(document.formatted(""))
                .forEach(node -> whole.add(data.ask(
                        "{node(id:\"" + node.path("id").asText() + "\"){... on PaymentMethod{" + all + "}}}",
                        Map.of())));
        assertEquals(5, whole.size());
        for (String field : FIELDS) {
            List<JsonNode> expected = new ArrayList<>();
            whole.forEach(node -> expected.add(node.path(field)));
            List<JsonNode> alone = new ArrayList<>();
            nodes(document.formatted(field)).forEach(node -> alone.add(node.path(field)));
            assertEquals(expected, alone, field);
        }
    }

    private static JsonNode nodes(String document) {
        return data.ask(document, Map.of()).path("nodes");
    }

    @Test
    void whatIsOpenIsLookedUpWhereTheStatusOfTheSynchronisationIsAsked() {
        for (String place : PLACES) {
            assertTrue(read(place.formatted("syncStatus"), new ArrayList<>()).contains("FROM intent"), place);
        }
        assertEquals(7, PLACES.size());
    }

    private static String read(String document, List<JsonNode> answers) {
        return String.join(
                "\n", server.bean(StatementCounter.class).during(() -> answers.add(data.ask(document, Map.of()))));
    }
}
