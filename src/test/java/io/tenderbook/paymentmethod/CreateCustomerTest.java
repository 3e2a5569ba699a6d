package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Shop.accepted;
import static io.tenderbook.paymentmethod.Shop.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateCustomerTest {
    private static final Map<String, String> STRIPE = Map.of("name", "stripe");

    private static TestServer server;

    private Shop shop;

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
        shop = Shop.open(server, "stripe");
    }

    @Test
    void withoutAConnectorTheCustomerIsOursAlone() {
        var customer = created(Map.of("name", "Ada", "email", "ada@example.com"));
        assertEquals("Ada", customer.path("name").textValue());
        assertEquals("ada@example.com", customer.path("email").textValue());
        assertEquals("{}", customer.path("metadata").toString());
        assertEquals(0, customer.path("connectorMappings").size());
        assertEquals(List.of(), shop.stripe().customers());
        assertEquals(customer, shop.customer(customer.path("id").textValue()));
    }

    @Test
    void everythingMayBeLeftOut() {
        assertTrue(created(Map.of()).path("name").isNull());
    }

    @Test
    void keepsMetadata() {
        var customer = created(Map.of("metadata", Map.of("tier", "gold", "seats", 3, "tags", List.of("a", "b"))));
        assertEquals("gold", customer.at("/metadata/tier").textValue());
        assertEquals(3, customer.at("/metadata/seats").intValue());
        assertEquals("b", customer.at("/metadata/tags/1").textValue());
    }

    @Test
    void metadataIsAnObject() {
        invalid("metadata", Map.of("metadata", List.of("gold")));
        invalid("metadata", Map.of("metadata", "gold"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "email"})
    void aTextHasAtMost255Characters(String field) {
        invalid(field, Map.of(field, "x".repeat(256)));
        assertEquals(
                255,
                created(Map.of(field, "x".repeat(255))).path(field).textValue().length());
    }

    @Test
    void withAConnectorTheCustomerIsMadeThereTooAndCarriesOurId() {
        var customer = created(Map.of("name", "Ada", "email", "ada@example.com", "connector", STRIPE));
        String there = reference(customer);
        var seen = shop.stripe().read("/v1/customers/" + there);
        assertEquals("Ada", seen.path("name").textValue());
        assertEquals("ada@example.com", seen.path("email").textValue());
        assertEquals(customer.path("id"), seen.at("/metadata/tenderbook_customer_id"));
        assertEquals(
                customer.path("id"), shop.customerByReference("stripe", there).path("id"));
    }

    @Test
    void theEventOfItsCreationFindsItWhenItComesAfterwards() {
        var customer = created(Map.of("name", "Ada", "connector", STRIPE));
        var seen = shop.stripe().read("/v1/customers/" + reference(customer));
        shop.stripe().applied("customer.created", seen);
        assertEquals(1, shop.customers());
        assertEquals(customer, shop.customer(customer.path("id").textValue()));
    }

    @Test
    void theEventOfItsCreationFindsItWhenItComesFirst() {
        String ours = shop.customer();
        var seen = shop.stripe().post("/v1/customers", "metadata[tenderbook_customer_id]=" + ours);
        shop.stripe().applied("customer.created", seen);
        assertEquals(1, shop.customers(), "the provider made it for us, and its answer was lost");
        assertEquals(seen.path("id").textValue(), reference(shop.customer(ours)));
    }

    @Test
    void eventsThatComeWhileItIsBeingMadeMakeNoSecondCustomer() {
        shop.stripe().deliverEverything();
        for (int count = 1; count <= 20; count++) {
            var customer = created(Map.of("name", "Ada " + count, "connector", STRIPE));
            assertEquals(1, customer.path("connectorMappings").size());
        }
        shop.stripe().awaitsEvents(20);
        assertEquals(20, shop.customers());
    }

    @Test
    void withAReferenceIdTheCustomerIsLinkedAndItsPaymentMethodsComeIn() {
        String there = shop.stripe().customer();
        String card = shop.stripe().attach("pm_card_visa", there).path("id").textValue();
        String debit = shop.stripe().attach("pm_sepaDebit", there).path("id").textValue();
        shop.stripe().makeDefault(debit, there);

        var customer = created(Map.of("name", "Ada", "connector", Map.of("name", "Stripe", "referenceId", there)));
        assertEquals(there, reference(customer));
        assertEquals(debit, customer.at("/defaultPaymentMethod/stripeId").textValue());
        assertEquals(customer.path("id"), shop.method(card).path("customerId"));
        assertEquals(customer.path("id"), shop.method(debit).path("customerId"));
        assertEquals(List.of(there), shop.stripe().customers(), "nobody was made there");
    }

    @Test
    void anImportedCustomerIsAdopted() {
        String there = shop.stripe().customer();
        shop.stripe().applied("customer.created", shop.stripe().read("/v1/customers/" + there));
        assertEquals(1, shop.customers());
        var customer = created(Map.of("connector", Map.of("name", "stripe", "referenceId", there)));
        assertEquals(there, reference(customer));
        assertEquals(1, shop.customers());
    }

    @Test
    void anUnknownConnectorLeavesNoCustomer() {
        nothingLeft("CONNECTOR_NOT_FOUND", Map.of("name", "nope"));
    }

    @Test
    void aReferenceIdAloneLeavesNoCustomer() {
        nothingLeft(
                "CONNECTOR_MAPPING_NOT_FOUND",
                Map.of("referenceId", shop.stripe().customer()));
    }

    @Test
    void aReferenceIdThatTheProviderDoesNotKnowLeavesNoCustomer() {
        nothingLeft("PROVIDER_CUSTOMER_NOT_FOUND", Map.of("name", "stripe", "referenceId", "cus_unknown"));
    }

    @Test
    void aMalformedReferenceIdLeavesNoCustomer() {
        nothingLeft("INVALID_INPUT", Map.of("name", "stripe", "referenceId", "cus with blanks"));
    }

    @Test
    void aReferenceIdOfAnotherCustomerLeavesNoCustomer() {
        String there = shop.link(shop.customer(), "stripe");
        refused(
                "CONNECTOR_REFERENCE_TAKEN",
                shop.createCustomer(Map.of("connector", Map.of("name", "stripe", "referenceId", there))));
        assertEquals(1, shop.customers());
    }

    private JsonNode created(Map<String, ?> input) {
        return accepted(shop.createCustomer(input)).path("customer");
    }

    private void invalid(String field, Map<String, ?> input) {
        var error = refused("INVALID_INPUT", shop.createCustomer(input));
        assertEquals(field, error.at("/field/0").textValue(), error.toString());
    }

    private void nothingLeft(String code, Map<String, String> connector) {
        refused(code, shop.createCustomer(Map.of("name", "Ada", "connector", connector)));
        assertEquals(0, shop.customers());
    }

    private static String reference(JsonNode customer) {
        List<String> references = StreamSupport.stream(
                        customer.path("connectorMappings").spliterator(), false)
                .map(mapping -> mapping.path("referenceId").textValue())
                .toList();
        assertEquals(1, references.size(), customer.toString());
        return references.getFirst();
    }
}
