package io.tenderbook.graphql.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.provider.Connector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StatementCountTest {
    private static TestServer server;
    private static TestData data;
    private static Connector connector;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(StatementCounter.PROPERTY, true));
        data = TestData.of(server);
        connector = data.connector("stripe");
        for (int i = 0; i < 100; i++) {
            var customer = data.customer("customer " + i, null);
            data.paymentMethod(connector, customer, Map.of("fingerprint", "f" + i % 10));
            data.makeDefault(
                    data.paymentMethod(connector, customer, Map.of("fingerprint", "f" + i % 10)), Instant.now());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void customersWithTheirPaymentMethodsAndDefaultsTakeFourStatements() {
        List<JsonNode> pages = new ArrayList<>();
        var statements = statements(
                "{customers(first:100){pageInfo{hasNextPage endCursor} nodes{name defaultPaymentMethod{id}"
                        + " paymentMethods(first:10){pageInfo{hasNextPage} nodes{id status isDefault}}}}}",
                pages);
        assertTrue(statements.size() <= 4, String.join("\n", statements));
        // The authentication is one of them: the count misses nothing.
        assertTrue(statements.getFirst().contains("api_key"), statements.getFirst());
        var customers = pages.getFirst().path("nodes");
        assertEquals(100, customers.size());
        customers.forEach(customer -> {
            assertEquals(2, customer.at("/paymentMethods/nodes").size());
            assertEquals(customer.at("/defaultPaymentMethod/id"), customer.at("/paymentMethods/nodes/0/id"));
        });
    }

    @Test
    void whatIsCountedAndLookedForAroundAPageTakesOneStatementEachForAllCustomers() {
        assertEquals(
                1 + 2 + 2,
                statements(
                                "{customers(first:100){totalCount nodes{"
                                        + " paymentMethods(first:1){totalCount pageInfo{hasPreviousPage}}}}}",
                                new ArrayList<>())
                        .size());
    }

    @Test
    void everyOtherFieldTakesOneStatementForAWholeList() {
        assertEquals(
                1 + 1 + 4,
                statements(
                                "{paymentMethods(first:100){nodes{customer{name} connector{name} sameCard{id}"
                                        + " changes(first:5){nodes{kind}}}}}",
                                new ArrayList<>())
                        .size());
        assertEquals(
                1 + 1 + 3,
                statements(
                                "{customers(first:100){nodes{connectorMappings{referenceId} euro:defaultPaymentMethod"
                                        + "{id} usd:defaultPaymentMethod(connector:\"x\"){id} paymentMethods{nodes{id}}}}}",
                                new ArrayList<>())
                        .size());
    }

    @Test
    void whereOneCustomerHasManyPaymentMethodsOneStatementMoreFindsThePages() {
        List<JsonNode> answers = new ArrayList<>();
        String document = "{customers(first:100){nodes{paymentMethods(first:1){pageInfo{hasNextPage} nodes{id}}}}}";
        var usual = statements(document, answers);
        var many = data.customer("with many", null);
        for (int i = 0; i < 150; i++) {
            data.paymentMethod(connector, many, Map.of());
        }
        var unusual = statements(document, answers);
        assertEquals(usual.size() + 1, unusual.size(), String.join("\n", unusual));
        answers.get(1).path("nodes").forEach(customer -> {
            assertEquals(1, customer.at("/paymentMethods/nodes").size());
            assertTrue(customer.at("/paymentMethods/pageInfo/hasNextPage").booleanValue());
        });
        data.execute("DELETE FROM payment_method WHERE customer_id = :id", Map.of("id", many));
        data.execute("DELETE FROM customer WHERE id = :id", Map.of("id", many));
    }

    private static List<String> statements(String document, List<JsonNode> answers) {
        return server.bean(StatementCounter.class).during(() -> answers.add(data.ask(document, Map.of())));
    }
}
