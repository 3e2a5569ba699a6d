package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.error;
import static io.tenderbook.paymentmethod.Scene.failed;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deleting a customer: its history stays, and Stripe hears of it only when asked. */
class DeleteCustomerTest {
    private static final String DELETE = "DELETE /v1/customers/[^/]+";

    private static Scene scene;
    private static Aftermath aftermath;

    @BeforeAll
    static void open() {
        scene = Scene.open(Map.of("tenderbook.sync.reads-per-second", 0));
        aftermath = new Aftermath(scene);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @BeforeEach
    void heal() {
        scene.stripe().heal();
        aftermath.forgetIntents();
    }

    @Test
    void keepsItsHistoryAndFreesItsExternalId() {
        String customer = scene.customerAt("stripe");
        String external = scene.externalId(customer, "stripe");
        String method = scene.attached(customer, "pm_card_visa");
        succeeded(scene.run("SetDefaultPaymentMethod", "paymentMethodId", method));
        scene.stripe().forget();

        var deleted = succeeded(delete(customer)).path("customer");
        assertFalse(deleted.path("deletedAt").isNull());
        assertEquals(
                "CUSTOMER_DELETED",
                deleted.at("/connectorMappings/0/endedBecause").textValue());
        assertEquals(
                "CUSTOMER_DELETED", deleted.at("/paymentMethods/nodes/0/status").textValue());
        assertFalse(deleted.at("/paymentMethods/nodes/0/isActive").booleanValue());
        assertEquals(List.of("ATTACHED", "DEFAULT_SET", "DEFAULT_CLEARED", "CUSTOMER_DELETED"), scene.changes(method));
        assertEquals("", scene.defaultOf(customer));
        assertEquals(List.of(), scene.stripe().seen(".*"));

        String other = scene.customer();
        scene.link(other, "stripe", external);
        assertEquals(other, scene.method(method).at("/customer/id").textValue());
        assertEquals("ACTIVE", scene.method(method).path("status").textValue());
    }

    @Test
    void answersAgainLikeTheFirstTime() {
        String customer = scene.customerAt("stripe");
        assertEquals(succeeded(delete(customer)), succeeded(delete(customer)));
    }

    @Test
    void aDeletedCustomerIsNoCustomerToAnyOtherMutation() {
        String customer = scene.customerAt("stripe");
        succeeded(delete(customer));
        failed(
                "CUSTOMER_NOT_FOUND",
                scene.run("AttachPaymentMethod", "customerId", customer, "paymentMethodId", "pm_card_visa"));
        failed("CUSTOMER_NOT_FOUND", scene.run("UpdateCustomer", "customerId", customer, "name", "Grace"));
        failed("CUSTOMER_NOT_FOUND", scene.run("UnlinkCustomer", "customerId", customer));
        failed("CUSTOMER_NOT_FOUND", scene.run("CreateSetupIntent", "customerId", customer));
    }

    @Test
    void isNotImportedAgainByWhatStripeStillSays() {
        String customer = scene.customerAt("stripe");
        String external = scene.externalId(customer, "stripe");
        succeeded(delete(customer));
        var deliveries = new StripeDeliveries(scene.server(), scene.server().connector("stripe"));
        var event = StripeDeliveries.event(
                "customer.updated",
                Instant.now().plusSeconds(5),
                scene.account().get("/v1/customers/" + external));
        assertEquals("UNMAPPED", deliveries.apply(event));
        var found = scene.query("CustomerByReference", "connector", "stripe", "referenceId", external);
        assertEquals(customer, found.path("id").textValue());
    }

    @Test
    void deletesAtEveryConnectorWhenAsked() {
        String customer = scene.customerAt("stripe", "stripe-b");
        String external = scene.externalId(customer, "stripe");
        String externalB = scene.externalId(customer, "stripe-b");
        var deleted = succeeded(deleteEverywhere(customer)).path("customer");
        assertTrue(
                scene.account().get("/v1/customers/" + external).path("deleted").booleanValue());
        assertTrue(scene.accountB()
                .get("/v1/customers/" + externalB)
                .path("deleted")
                .booleanValue());
        assertEquals(
                "DELETED_AT_PROVIDER",
                deleted.at("/connectorMappings/0/endedBecause").textValue());
        assertEquals(
                "DELETED_AT_PROVIDER",
                deleted.at("/connectorMappings/1/endedBecause").textValue());
        assertEquals(List.of("DELETE_CUSTOMER DONE", "DELETE_CUSTOMER DONE"), aftermath.intents());
    }

    @Test
    void changesNothingWhereStripeRefuses() {
        String customer = scene.customerAt("stripe");
        scene.stripe().on(DELETE, FaultyStripe.error(429, "invalid_request_error"));
        failed("PROVIDER_UNAVAILABLE", deleteEverywhere(customer));
        assertFalse(scene.externalId(customer, "stripe").isEmpty());
        scene.stripe().heal();
        succeeded(deleteEverywhere(customer));
    }

    @Test
    void goesOnWhereOneConnectorWasDoneAndAnotherWasAway() {
        String customer = scene.customerAt("stripe", "stripe-b");
        scene.stripe()
                .on(
                        "DELETE .*" + scene.externalId(customer, "stripe-b"),
                        FaultyStripe.error(429, "invalid_request_error"));
        var open = deleteEverywhere(customer);
        error("OUTCOME_UNKNOWN", open);
        assertTrue(open.at("/customer/deletedAt").isNull());
        scene.stripe().heal();
        assertFalse(
                succeeded(deleteEverywhere(customer)).at("/customer/deletedAt").isNull());
    }

    @Test
    void aDeletionWhoseAnswerWasLostIsFinishedLater() {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        scene.stripe().on(DELETE, scene.stripe().obeyAndHangUp());
        error("OUTCOME_UNKNOWN", deleteEverywhere(customer));
        scene.stripe().heal();
        aftermath.settle();
        assertNotEquals(null, deletedAt(customer));
        assertEquals("CUSTOMER_DELETED", scene.method(method).path("status").textValue());
        assertTrue(aftermath.intents().contains("DELETE_CUSTOMER DONE"));
    }

    @Test
    void aCustomerThatIsGoneAtStripeAlreadyIsDeletedHere() {
        String customer = scene.customerAt("stripe");
        scene.account().delete("/v1/customers/" + scene.externalId(customer, "stripe"));
        assertFalse(
                succeeded(deleteEverywhere(customer)).at("/customer/deletedAt").isNull());
    }

    private static String deletedAt(String customer) {
        return scene.server()
                .graphql("query ($id: ID!) { customer(id: $id) { deletedAt } }", Map.of("id", customer))
                .at("/data/customer/deletedAt")
                .textValue();
    }

    private static JsonNode delete(String customer) {
        return scene.run("DeleteCustomer", "customerId", customer);
    }

    private static JsonNode deleteEverywhere(String customer) {
        return scene.run("DeleteCustomer", "customerId", customer, "atProvider", true);
    }
}
