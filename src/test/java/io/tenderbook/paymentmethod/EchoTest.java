package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Stripe tells us of what we did ourselves. That is no news: nothing is read, and nothing changes. */
class EchoTest {
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
    void anAttachmentOfOursIsNotReadAgain() {
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        scene.stripe().forget();
        assertEquals("APPLIED", deliveries.apply(lastEvent("payment_method.attached")));
        assertEquals(List.of(), scene.stripe().seen(".*"));
        assertEquals(List.of("ATTACHED"), scene.changes(method));
    }

    @Test
    void aDefaultOfOursIsNotReadAgain() {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        succeeded(scene.run("SetDefaultPaymentMethod", "paymentMethodId", method));
        scene.stripe().forget();
        assertEquals("APPLIED", deliveries.apply(lastEvent("customer.updated")));
        assertEquals(List.of(), scene.stripe().seen(".*"));
        assertEquals(List.of("ATTACHED", "DEFAULT_SET"), scene.changes(method));
        assertEquals(scene.method(method).path("stripeId").textValue(), scene.defaultOf(customer));
    }

    @Test
    void aDetachmentOfOursIsNotReadAgain() {
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        succeeded(scene.run("DetachPaymentMethod", "paymentMethodId", method));
        scene.stripe().forget();
        assertEquals("APPLIED", deliveries.apply(lastEvent("payment_method.detached")));
        assertEquals(List.of(), scene.stripe().seen(".*"));
        assertEquals(List.of("ATTACHED", "DETACHED"), scene.changes(method));
    }

    /** The newest event at the sandbox is what the last mutation caused. */
    private static JsonNode lastEvent(String type) {
        return StreamSupport.stream(
                        scene.account().get("/v1/events?limit=5").path("data").spliterator(), false)
                .filter(event -> event.path("type").textValue().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
