package io.tenderbook.graphql.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import java.time.Instant;
import java.util.ArrayList;
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
            "{customers(first:5){nodes{connectorMappings{defaultPaymentMethod{%s}}}}}");

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
    void documentsStayInTheDatabaseWhereNobodyAsksForThem() {
        for (String place : PLACES) {
            String read = read(place.formatted("id type brand last4 status isDefault"), new ArrayList<>());
            assertFalse(read.contains("p.raw_data"), read);
            assertFalse(read.contains("p.details"), read);
            assertFalse(read.contains("p.metadata"), read);
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

    @Test
    void whatIsOpenIsLookedUpWhereTheStatusOfTheSynchronisationIsAsked() {
        for (String place : PLACES) {
            assertTrue(read(place.formatted("syncStatus"), new ArrayList<>()).contains("FROM intent"), place);
        }
        assertEquals(5, PLACES.size());
    }

    private static String read(String document, List<JsonNode> answers) {
        return String.join(
                "\n", server.bean(StatementCounter.class).during(() -> answers.add(data.ask(document, Map.of()))));
    }
}
