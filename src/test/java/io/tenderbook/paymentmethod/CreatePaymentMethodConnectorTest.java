package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Shop.accepted;
import static io.tenderbook.paymentmethod.Shop.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whose a claimed payment method is, and at which connector. */
class CreatePaymentMethodConnectorTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCustomerWithoutAMappingIsTakenToTheOnlyActiveConnector() {
        var shop = Shop.open(server, "stripe", "closed");
        deactivate(shop.account("closed"));
        var payload = accepted(shop.createPaymentMethod(Claims.card(shop.customer())));
        assertEquals("stripe", payload.at("/paymentMethod/connector/name").textValue());
    }

    @Test
    void severalConnectorsAreAmbiguousWithoutAMapping() {
        var shop = Shop.open(server, "stripe", "stripe-b");
        var error = refused("CONNECTOR_AMBIGUOUS", shop.createPaymentMethod(Claims.card(shop.customer())));
        assertTrue(error.path("message").textValue().contains("stripe, stripe-b"), error.toString());
    }

    @Test
    void namingOneOfSeveralConnectorsDecides() {
        var shop = Shop.open(server, "stripe", "stripe-b");
        var payload = accepted(shop.createPaymentMethod(at(Map.of("name", "STRIPE-B"), Claims.card(shop.customer()))));
        assertEquals("stripe-b", payload.at("/paymentMethod/connector/name").textValue());
    }

    @Test
    void anOrganisationWithoutAnActiveConnectorCanRecordNothing() {
        var shop = Shop.open(server, "closed");
        deactivate(shop.account("closed"));
        refused("CONNECTOR_NOT_FOUND", shop.createPaymentMethod(Claims.card(shop.customer())));
        refused(
                "CONNECTOR_NOT_FOUND",
                shop.createPaymentMethod(at(Map.of("name", "closed"), Claims.card(shop.customer()))));
    }

    @Test
    void aConnectorThatDoesNotExistIsNotFound() {
        var shop = Shop.open(server, "stripe");
        String customer = shop.customer();
        refused("CONNECTOR_NOT_FOUND", shop.createPaymentMethod(at(Map.of("name", "nope"), Claims.card(customer))));
        shop.link(customer, "stripe");
        refused("CONNECTOR_NOT_FOUND", shop.createPaymentMethod(at(Map.of("name", "nope"), Claims.card(customer))));
    }

    @Test
    void aReferenceIdIsNeitherVerifiedNorMapped() {
        var shop = Shop.open(server, "stripe");
        String customer = shop.customer();
        accepted(shop.createPaymentMethod(
                at(Map.of("name", "stripe", "referenceId", "cus_nobody"), Claims.card(customer))));
        accepted(shop.createPaymentMethod(at(Map.of("referenceId", "cus_nobody"), Claims.card(customer))));
        assertEquals(0, shop.customer(customer).path("connectorMappings").size());
    }

    @Test
    void theOnlyMappingDecidesAmongSeveralConnectors() {
        var shop = Shop.open(server, "stripe", "stripe-b");
        String customer = shop.customer();
        shop.link(customer, "stripe-b");
        for (var connector : new Object[] {Map.of(), nulls(), "absent"}) {
            var claim = Claims.card(customer);
            var payload = accepted(shop.createPaymentMethod(
                    connector.equals("absent") ? claim : Claims.with(claim, "connector", connector)));
            assertEquals("stripe-b", payload.at("/paymentMethod/connector/name").textValue());
        }
    }

    @Test
    void severalMappingsAreAmbiguous() {
        var shop = Shop.open(server, "stripe", "stripe-b", "stripe-c");
        String customer = shop.customer();
        shop.link(customer, "stripe");
        String there = shop.link(customer, "stripe-b");
        var error = refused("CONNECTOR_AMBIGUOUS", shop.createPaymentMethod(Claims.card(customer)));
        assertTrue(error.path("message").textValue().contains("stripe, stripe-b"), error.toString());
        assertTrue(!error.path("message").textValue().contains("stripe-c"), error.toString());

        var payload = accepted(shop.createPaymentMethod(at(Map.of("referenceId", there), Claims.card(customer))));
        assertEquals("stripe-b", payload.at("/paymentMethod/connector/name").textValue());
    }

    @Test
    void aMappedCustomerHasNoOtherReferenceThere() {
        var shop = Shop.open(server, "stripe");
        String customer = shop.customer();
        shop.link(customer, "stripe");
        refused(
                "CONNECTOR_REFERENCE_MISMATCH",
                shop.createPaymentMethod(
                        at(Map.of("name", "stripe", "referenceId", "cus_other"), Claims.card(customer))));
    }

    @Test
    void theCustomerMayBeNamedByTheProvidersId() {
        var shop = Shop.open(server, "stripe");
        String customer = shop.customer();
        String there = shop.link(customer, "stripe");
        var payload = accepted(shop.createPaymentMethod(Claims.card(there)));
        assertEquals(customer, payload.at("/paymentMethod/customerId").textValue());
        assertEquals(customer, payload.at("/customer/id").textValue());
    }

    @Test
    void anotherOrganisationsCustomerIsNotFoundInTheSameWords() {
        var shop = Shop.open(server, "stripe");
        var other = Shop.open(server, "stripe");
        String theirs = other.customer();
        String theirsThere = other.link(theirs, "stripe");
        var unknown = refused(
                "CUSTOMER_NOT_FOUND",
                shop.createPaymentMethod(Claims.card(UUID.randomUUID().toString())));
        for (String id : new String[] {theirs, theirsThere, "cus_unknown", "", " "}) {
            assertEquals(unknown, refused("CUSTOMER_NOT_FOUND", shop.createPaymentMethod(Claims.card(id))));
        }
    }

    private static Map<String, @Nullable Object> at(
            Map<String, String> connector, Map<String, @Nullable Object> claim) {
        return Claims.with(claim, "connector", connector);
    }

    private static Map<String, @Nullable Object> nulls() {
        Map<String, @Nullable Object> nulls = new HashMap<>();
        nulls.put("name", null);
        nulls.put("referenceId", null);
        return nulls;
    }

    private static void deactivate(ShopAccount account) {
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "UPDATE connector SET active = FALSE WHERE id = ?",
                        account.connector().id()));
    }
}
