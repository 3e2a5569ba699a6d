package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.failed;
import static io.tenderbook.paymentmethod.Scene.members;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Attaching by the name of a connector and the id of a customer there maps that customer, if Stripe knows it and it is free. */
class MappingByAttachingTest {
    private static Scene scene;
    private static StripeDeliveries deliveries;

    @BeforeAll
    static void open() {
        scene = Scene.open();
        deliveries = new StripeDeliveries(scene.server(), scene.server().connector("stripe"));
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void mapsACustomerThatStripeKnowsAndThenAttaches() {
        String customer = scene.customer();
        String reference = scene.account().customer("Ada");
        var payload = succeeded(attach(customer, reference));
        assertEquals(reference, payload.path("externalId").textValue());
        assertEquals(reference, scene.externalId(customer, "stripe"));
        String attached = payload.path("paymentMethodId").textValue();
        assertEquals(
                reference,
                scene.account()
                        .get("/v1/payment_methods/" + attached)
                        .path("customer")
                        .textValue());
    }

    @Test
    void bringsInThePaymentMethodsAndTheDefaultThatTheCustomerHasAtStripe() {
        String customer = scene.customer();
        String reference = scene.account().customer("Ada");
        String amex = scene.account().attach("pm_card_amex", reference);
        String sepa = scene.account().attach("pm_sepaDebit", reference);
        scene.account().post("/v1/customers/" + reference, "invoice_settings[default_payment_method]=" + sepa);

        String visa =
                succeeded(attach(customer, reference)).path("paymentMethodId").textValue();
        assertEquals(Stream.of(amex, sepa, visa).sorted().toList(), scene.methods(customer));
        assertEquals(sepa, scene.defaultOf(customer));
    }

    @Test
    void takesThePlaceOfACustomerThatWasMerelyImported() {
        String reference = scene.account().customer("Imported");
        var there = scene.account().get("/v1/customers/" + reference);
        assertEquals("APPLIED", deliveries.apply(StripeDeliveries.event("customer.created", Instant.now(), there)));
        String imported = byReference(reference).path("id").textValue();
        String amex = scene.account().attach("pm_card_amex", reference);
        assertEquals(
                "APPLIED",
                deliveries.apply(StripeDeliveries.event(
                        "payment_method.attached",
                        Instant.now(),
                        scene.account().get("/v1/payment_methods/" + amex))));
        assertEquals(List.of(amex), scene.methods(imported));

        String customer = scene.customer();
        String visa =
                succeeded(attach(customer, reference)).path("paymentMethodId").textValue();
        assertEquals(customer, byReference(reference).path("id").textValue());
        assertEquals(Stream.of(amex, visa).sorted().toList(), scene.methods(customer));
        assertTrue(scene.query("Node", "id", imported).isNull());
    }

    @Test
    void refusesTheReferenceOfACustomerThatACallerMade() {
        String owner = scene.customerAt("stripe");
        String reference = scene.externalId(owner, "stripe");
        String customer = scene.customer();
        failed("CONNECTOR_REFERENCE_TAKEN", attach(customer, reference));
        assertEquals("", scene.externalId(customer, "stripe"));
        assertEquals(owner, byReference(reference).path("id").textValue());
    }

    @Test
    void refusesACustomerThatStripeDoesNotKnow() {
        String customer = scene.customer();
        failed("PROVIDER_CUSTOMER_NOT_FOUND", attach(customer, "cus_nobody"));
        assertEquals("", scene.externalId(customer, "stripe"));
    }

    @Test
    void refusesACustomerThatWasDeletedAtStripe() {
        String customer = scene.customer();
        String reference = scene.account().customer("Ada");
        scene.account().delete("/v1/customers/" + reference);
        failed("PROVIDER_CUSTOMER_NOT_FOUND", attach(customer, reference));
        assertEquals("", scene.externalId(customer, "stripe"));
    }

    @Test
    void refusesACustomerOfAnotherAccount() {
        failed(
                "PROVIDER_CUSTOMER_NOT_FOUND",
                attach(scene.customer(), scene.accountB().customer("Ada")));
    }

    @Test
    void keepsTheMappingWhereTheAttachmentIsRefusedAfterwards() {
        String customer = scene.customer();
        String reference = scene.account().customer("Ada");
        failed(
                "CARD_DECLINED",
                scene.run(
                        "AttachPaymentMethod",
                        "customerId",
                        customer,
                        "paymentMethodId",
                        "pm_card_chargeDeclined",
                        "connector",
                        members("name", "stripe", "referenceId", reference)));
        assertEquals(reference, scene.externalId(customer, "stripe"));
    }

    private static JsonNode attach(String customer, String reference) {
        return scene.run(
                "AttachPaymentMethod",
                "customerId",
                customer,
                "paymentMethodId",
                "pm_card_visa",
                "connector",
                members("name", "Stripe", "referenceId", reference));
    }

    private static JsonNode byReference(String reference) {
        return scene.query("CustomerByReference", "connector", "stripe", "referenceId", reference);
    }
}
