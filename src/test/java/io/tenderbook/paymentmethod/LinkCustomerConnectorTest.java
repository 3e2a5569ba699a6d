package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Shop.accepted;
import static io.tenderbook.paymentmethod.Shop.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which mapping linkCustomer means and makes. */
class LinkCustomerConnectorTest {
    private static TestServer server;

    private Shop shop;
    private String customer;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void openAShop() {
        shop = Shop.open(server, "stripe", "stripe-b");
        customer = shop.customer();
    }

    @Test
    void nothingNamedMeansTheOnlyMapping() {
        String there = shop.link(customer, "stripe-b");
        var payload = accepted(shop.linkCustomer(customer, Map.of()));
        assertEquals(there, payload.at("/connectorMapping/referenceId").textValue());
    }

    @Test
    void nothingNamedAndNoMapping() {
        refused("CONNECTOR_MAPPING_NOT_FOUND", shop.linkCustomer(customer, Map.of()));
    }

    @Test
    void nothingNamedAndSeveralMappings() {
        shop.link(customer, "stripe");
        shop.link(customer, "stripe-b");
        var error = refused("CONNECTOR_AMBIGUOUS", shop.linkCustomer(customer, Map.of()));
        assertTrue(error.path("message").textValue().contains("stripe, stripe-b"), error.toString());
    }

    @Test
    void aNameMeansTheMappingThereWithoutRegardToCase() {
        String there = shop.link(customer, "stripe-b");
        shop.link(customer, "stripe");
        var payload = accepted(shop.linkCustomer(customer, Map.of("name", "Stripe-B")));
        assertEquals(there, payload.at("/connectorMapping/referenceId").textValue());
        accepted(shop.linkCustomer(customer, Map.of("name", "stripe-b", "referenceId", there)));
    }

    @Test
    void aCustomerIsNotMappedTwiceAtAConnector() {
        shop.link(customer, "stripe");
        refused("CONNECTOR_REFERENCE_MISMATCH", link(customer, shop.stripe().customer()));
    }

    @Test
    void aNameOfNoConnector() {
        refused("CONNECTOR_NOT_FOUND", shop.linkCustomer(customer, Map.of("name", "nope", "referenceId", "cus_x")));
    }

    @Test
    void aNameAloneMapsNothing() {
        refused("CONNECTOR_MAPPING_NOT_FOUND", shop.linkCustomer(customer, Map.of("name", "stripe")));
    }

    @Test
    void aReferenceIdAloneMeansTheMappingToIt() {
        String there = shop.link(customer, "stripe-b");
        shop.link(customer, "stripe");
        var payload = accepted(shop.linkCustomer(customer, Map.of("referenceId", there)));
        assertEquals("stripe-b", payload.at("/connectorMapping/connector/name").textValue());
        refused("CONNECTOR_MAPPING_NOT_FOUND", shop.linkCustomer(customer, Map.of("referenceId", "cus_other")));
    }

    @Test
    void aCustomerThatTheProviderDoesNotKnowIsNotMapped() {
        refused("PROVIDER_CUSTOMER_NOT_FOUND", link(customer, "cus_unknown"));
        assertEquals(0, shop.customer(customer).path("connectorMappings").size());
    }

    @Test
    void aCustomerThatTheProviderDeletedIsNotMapped() {
        String there = shop.stripe().customer();
        shop.stripe().delete("/v1/customers/" + there);
        refused("PROVIDER_CUSTOMER_NOT_FOUND", link(customer, there));
        assertEquals(0, shop.customer(customer).path("connectorMappings").size());
    }

    @Test
    void anotherCustomersReferenceIsTaken() {
        String there = shop.link(shop.customer(), "stripe");
        refused("CONNECTOR_REFERENCE_TAKEN", link(customer, there));
        assertEquals(0, shop.customer(customer).path("connectorMappings").size());
    }

    @Test
    void anUnknownCustomerAndAnotherOrganisationsAreNotFoundInTheSameWords() {
        String theirs = Shop.open(server).customer();
        var unknown = refused("CUSTOMER_NOT_FOUND", link(UUID.randomUUID().toString(), "cus_x"));
        assertEquals(unknown, refused("CUSTOMER_NOT_FOUND", link(theirs, "cus_x")));
        assertEquals(unknown, refused("CUSTOMER_NOT_FOUND", link("cus_x", "cus_x")));
    }

    @Test
    void oneReferenceLinkedByTwoAtOnceBecomesOneOfThem() throws Exception {
        String other = shop.customer();
        String there = shop.stripe().customer();
        assertEquals(
                Set.of("", "CONNECTOR_REFERENCE_TAKEN"),
                outcomes(List.of(() -> link(customer, there), () -> link(other, there))));
    }

    @Test
    void oneCustomerLinkedToTwoAtOnceBecomesOneOfThem() throws Exception {
        for (int round = 0; round < 20; round++) {
            String person = shop.customer();
            String one = shop.stripe().customer();
            String two = shop.stripe().customer();
            assertEquals(
                    Set.of("", "CONNECTOR_REFERENCE_MISMATCH"),
                    outcomes(List.of(() -> link(person, one), () -> link(person, two))));
            assertEquals(1, shop.customer(person).path("connectorMappings").size());
        }
    }

    private JsonNode link(String customerId, String referenceId) {
        return shop.linkCustomer(customerId, Map.of("name", "stripe", "referenceId", referenceId));
    }

    /** The codes of these calls made at once; an empty one for success. */
    private static Set<String> outcomes(List<Callable<JsonNode>> calls)
            throws InterruptedException, ExecutionException {
        Set<String> codes = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                codes.add(answer.get().at("/userErrors/0/code").asText());
            }
        }
        return codes;
    }
}
