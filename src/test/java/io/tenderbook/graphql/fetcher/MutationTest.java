package io.tenderbook.graphql.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That each mutation reads its input and fills its payload; how each can end is told by a test of its own. */
class MutationTest {
    private static TestServer server;
    private static TestData data;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
        data = TestData.of(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void attachAnswersWithBothRecordsAndTheProvidersWords() throws IOException {
        String customer = data.customerAtSandbox("Ada", "stripe").toString();
        var payload = run(
                "AttachPaymentMethod",
                Map.of("customerId", customer, "paymentMethodId", "pm_card_visa", "setAsDefault", true));
        assertEquals(0, payload.path("userErrors").size(), payload.toString());
        assertEquals(customer, payload.path("customerId").textValue());
        assertEquals(payload.path("paymentMethodId"), payload.path("rawData").path("id"), payload.toString());
        assertEquals("visa", payload.at("/paymentMethod/brand").textValue());
        assertEquals(true, payload.at("/paymentMethod/isDefault").booleanValue());
        assertEquals(payload.at("/paymentMethod/id"), payload.at("/customer/defaultPaymentMethod/id"));
    }

    @Test
    void anExpectedFailureLeavesEverythingElseNull() throws IOException {
        var payload = run("AttachPaymentMethod", Map.of("customerId", "nobody", "paymentMethodId", "pm_card_visa"));
        assertEquals("CUSTOMER_NOT_FOUND", payload.at("/userErrors/0/code").textValue());
        payload.properties().stream()
                .filter(member -> !member.getKey().equals("userErrors"))
                .forEach(member -> assertEquals(true, member.getValue().isNull(), member.getKey()));
    }

    @Test
    void createRecordsTheClaim() throws IOException {
        String customer = data.customerAtSandbox("Grace", "stripe").toString();
        var payload = run("CreatePaymentMethod", Map.of("customerId", customer, "stripeId", "pm_g", "type", "TWINT"));
        assertEquals(0, payload.path("userErrors").size(), payload.toString());
        assertEquals("twint", payload.at("/paymentMethod/providerType").textValue());
        assertEquals(true, payload.at("/paymentMethod/isActive").booleanValue());
        assertEquals(customer, payload.at("/customer/id").textValue());
    }

    @Test
    void settingTheDefaultAndDetachingAnswerWithThePaymentMethodAndItsCustomer() throws IOException {
        String customer = data.customerAtSandbox("Joan", "stripe").toString();
        var attached = run("AttachPaymentMethod", Map.of("customerId", customer, "paymentMethodId", "pm_card_amex"));
        String method = attached.at("/paymentMethod/id").textValue();

        var set = run("SetDefaultPaymentMethod", Map.of("paymentMethodId", method));
        assertEquals(method, set.at("/customer/defaultPaymentMethod/id").textValue(), set.toString());

        var detached = run("DetachPaymentMethod", Map.of("paymentMethodId", method));
        assertEquals("DETACHED", detached.at("/paymentMethod/status").textValue(), detached.toString());
        assertEquals(customer, detached.at("/customer/id").textValue());
        assertEquals(true, detached.at("/customer/defaultPaymentMethod").isNull());
    }

    @Test
    void customersAreCreatedAndLinked() throws IOException {
        var created = run(
                "CreateCustomer",
                Map.of("name", "Mary", "metadata", Map.of("tier", 2), "connector", Map.of("name", "Stripe")));
        assertEquals(2, created.at("/customer/metadata/tier").intValue(), created.toString());
        String customer = created.at("/customer/id").textValue();
        String reference =
                created.at("/customer/connectorMappings/0/referenceId").textValue();

        var linked = run(
                "LinkCustomer",
                Map.of("customerId", customer, "connector", Map.of("name", "stripe", "referenceId", reference)));
        assertEquals(reference, linked.at("/connectorMapping/referenceId").textValue(), linked.toString());
        assertEquals("stripe", linked.at("/connectorMapping/connector/name").textValue());
    }

    private static JsonNode run(String operation, Map<String, Object> input) throws IOException {
        String document = Files.readString(Path.of("graphql", "operations", operation + ".graphql"));
        var answer = server.graphql(document, Map.of("input", input));
        assertFalse(answer.has("errors"), answer.toString());
        return answer.path("data").elements().next();
    }
}
