package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.failed;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ending that a customer of ours is a certain customer at Stripe. */
class UnlinkCustomerTest {
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
    void endsTheMappingAndLeavesThePaymentMethodsReadableButInactive() {
        String customer = scene.customerAt("stripe");
        String external = scene.externalId(customer, "stripe");
        String method = scene.attached(customer, "pm_card_visa");
        succeeded(scene.run("SetDefaultPaymentMethod", "paymentMethodId", method));
        scene.stripe().forget();

        var payload = succeeded(unlink(customer));
        assertEquals(external, payload.at("/connectorMapping/referenceId").textValue());
        assertEquals("UNLINKED", payload.at("/connectorMapping/endedBecause").textValue());
        assertFalse(payload.at("/connectorMapping/endedAt").isNull());
        var shown = payload.at("/customer/paymentMethods/nodes/0");
        assertEquals(method, shown.path("id").textValue());
        assertEquals("INACTIVE", shown.path("status").textValue());
        assertFalse(shown.path("isActive").booleanValue());
        assertEquals("", scene.defaultOf(customer));
        assertEquals(List.of("ATTACHED", "DEFAULT_SET", "DEFAULT_CLEARED", "UPDATED"), scene.changes(method));
        assertEquals(List.of(), scene.stripe().seen(".*"), "Stripe is not told");
        assertFalse(scene.account().defaultOf(external).isEmpty());
    }

    @Test
    void listsAsInactiveWhatItShowsAsInactive() {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        succeeded(unlink(customer));
        var found = scene.server()
                .graphql(
                        "query ($id: ID!) { customer(id: $id) { paymentMethods(filter: {status: INACTIVE}) { nodes { id } } } }",
                        Map.of("id", customer));
        assertEquals(
                method, found.at("/data/customer/paymentMethods/nodes/0/id").textValue());
    }

    @Test
    void leavesOtherConnectorsAlone() {
        String customer = scene.customerAt("stripe", "stripe-b");
        String there = succeeded(scene.run(
                        "AttachPaymentMethod",
                        "customerId",
                        customer,
                        "paymentMethodId",
                        "pm_card_visa",
                        "connector",
                        Map.of("name", "stripe-b")))
                .at("/paymentMethod/id")
                .textValue();
        failed("CONNECTOR_AMBIGUOUS", unlink(customer));
        succeeded(scene.run("UnlinkCustomer", "customerId", customer, "connector", Map.of("name", "stripe")));
        assertEquals("ACTIVE", scene.method(there).path("status").textValue());
        assertFalse(scene.externalId(customer, "stripe-b").isEmpty());
    }

    @Test
    void whatStripeStillSaysWaitsUntilSomebodyLinksIt() {
        String customer = scene.customerAt("stripe");
        String external = scene.externalId(customer, "stripe");
        succeeded(unlink(customer));
        String card = scene.account().attach("pm_card_visa", external);
        var deliveries = new StripeDeliveries(scene.server(), scene.server().connector("stripe"));
        var event = StripeDeliveries.event(
                "payment_method.attached", Instant.now(), scene.account().get("/v1/payment_methods/" + card));
        assertEquals("UNMAPPED", deliveries.apply(event));
        assertEquals(List.of(), scene.methods(customer));

        String other = scene.customer();
        scene.link(other, "stripe", external);
        assertEquals(List.of(card), scene.methods(other));
    }

    @Test
    void linkingAgainMakesThePaymentMethodsActiveAgain() {
        String customer = scene.customerAt("stripe");
        String external = scene.externalId(customer, "stripe");
        String method = scene.attached(customer, "pm_card_visa");
        succeeded(scene.run("SetDefaultPaymentMethod", "paymentMethodId", method));
        succeeded(unlink(customer));
        scene.link(customer, "stripe", external);
        assertEquals("ACTIVE", scene.method(method).path("status").textValue());
        assertTrue(scene.method(method).path("isDefault").booleanValue());
    }

    @Test
    void anotherCustomerTakesThePaymentMethodsWithTheMapping() {
        String customer = scene.customerAt("stripe");
        String external = scene.externalId(customer, "stripe");
        String method = scene.attached(customer, "pm_card_visa");
        succeeded(unlink(customer));
        String other = scene.customer();
        scene.link(other, "stripe", external);
        var moved = scene.method(method);
        assertEquals(other, moved.at("/customer/id").textValue());
        assertEquals("ACTIVE", moved.path("status").textValue());
    }

    @Test
    void saysWhereThereIsNothingToEnd() {
        String customer = scene.customerAt("stripe");
        failed(
                "CONNECTOR_MAPPING_NOT_FOUND",
                scene.run(
                        "UnlinkCustomer",
                        "customerId",
                        customer,
                        "connector",
                        Map.of("name", "stripe-b", "referenceId", "cus_1")));
        succeeded(unlink(customer));
        failed("CONNECTOR_MAPPING_NOT_FOUND", unlink(customer));
    }

    @Test
    void oneKeyUnlinksOnce() {
        String customer = scene.customerAt("stripe");
        String external = scene.externalId(customer, "stripe");
        var first = succeeded(scene.run("UnlinkCustomer", "customerId", customer, "idempotencyKey", "unlink-1"));
        scene.link(customer, "stripe", external);
        var again = succeeded(scene.run("UnlinkCustomer", "customerId", customer, "idempotencyKey", "unlink-1"));
        assertEquals(first.path("connectorMapping"), again.path("connectorMapping"));
        assertEquals(external, scene.externalId(customer, "stripe"));
    }

    private static JsonNode unlink(String customer) {
        return scene.run("UnlinkCustomer", "customerId", customer);
    }
}
