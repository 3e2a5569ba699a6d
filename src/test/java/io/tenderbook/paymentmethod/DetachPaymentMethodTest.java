package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.failed;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Detaching for good: at Stripe first, then here. */
class DetachPaymentMethodTest {
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
    void detachesAtStripeAndHere() {
        String customer = scene.customerAt("stripe");
        var attached = scene.attach(customer, "pm_card_visa");
        var payload = succeeded(detach(attached.at("/paymentMethod/id").textValue()));
        assertEquals("DETACHED", payload.at("/paymentMethod/status").textValue());
        assertEquals(customer, payload.at("/customer/id").textValue());
        var there = scene.account()
                .get("/v1/payment_methods/" + attached.path("paymentMethodId").textValue());
        assertTrue(there.path("customer").isNull(), there.toString());
    }

    @Test
    void staysReadableWithItsFormerCustomer() {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        succeeded(detach(method));
        var kept = scene.method(method);
        assertEquals(customer, kept.at("/customer/id").textValue());
        assertEquals("DETACHED", kept.path("status").textValue());
        assertEquals("visa", kept.path("brand").textValue());
        assertFalse(kept.path("isActive").booleanValue());
        assertEquals(List.of("ATTACHED", "DETACHED"), scene.changes(method));
    }

    @Test
    void clearsTheDefaultIfItWasTheOne() {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        succeeded(scene.run("SetDefaultPaymentMethod", "paymentMethodId", method));
        var payload = succeeded(detach(method));
        assertFalse(payload.at("/paymentMethod/isDefault").booleanValue());
        assertTrue(payload.at("/customer/defaultPaymentMethod").isNull());
        assertEquals(List.of("ATTACHED", "DEFAULT_SET", "DETACHED", "DEFAULT_CLEARED"), scene.changes(method));
    }

    @Test
    void isDetachedWhateverWasWrittenWhileStripeWorked() {
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        scene.stripe()
                .on(
                        "POST .*/detach",
                        scene.stripe()
                                .after(() -> scene.server()
                                        .bean(Jdbi.class)
                                        .useHandle(handle ->
                                                handle.execute("UPDATE provider_object SET version = version + 1"))));
        var payload = succeeded(detach(method));
        scene.stripe().heal();
        assertEquals("DETACHED", payload.at("/paymentMethod/status").textValue());
    }

    @Test
    void answersAgainLikeTheFirstTimeWithoutAskingStripe() {
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        var first = succeeded(detach(method));
        scene.stripe().forget();
        assertEquals(first, succeeded(detach(method)));
        assertEquals(List.of(), scene.stripe().seen(".*"));
        assertEquals(List.of("ATTACHED", "DETACHED"), scene.changes(method));
    }

    @Test
    void isDoneWhereSomebodyHasDetachedItAtStripe() {
        var attached = scene.attach(scene.customerAt("stripe"), "pm_card_visa");
        scene.account()
                .post("/v1/payment_methods/" + attached.path("paymentMethodId").textValue() + "/detach");
        String method = attached.at("/paymentMethod/id").textValue();
        assertEquals(
                "DETACHED",
                succeeded(detach(method)).at("/paymentMethod/status").textValue());
        assertEquals(List.of("ATTACHED", "DETACHED"), scene.changes(method));
    }

    @Test
    void showsWithoutDoingItWhatWouldHappen() {
        String customer = scene.customerAt("stripe");
        var attached = scene.attach(customer, "pm_card_visa");
        String method = attached.at("/paymentMethod/id").textValue();
        succeeded(scene.run("SetDefaultPaymentMethod", "paymentMethodId", method));
        var before = scene.method(method);
        scene.stripe().forget();

        var payload = succeeded(scene.run("DetachPaymentMethod", "paymentMethodId", method, "dryRun", true));
        assertEquals("DETACHED", payload.at("/paymentMethod/status").textValue());
        assertFalse(payload.at("/paymentMethod/isDefault").booleanValue());
        assertTrue(payload.path("clearedDefault").booleanValue());
        assertTrue(payload.path("newDefault").isNull());
        assertEquals(List.of(), scene.stripe().seen("POST .*"));
        assertEquals(before, scene.method(method));
        assertEquals(List.of("ATTACHED", "DEFAULT_SET"), scene.changes(method));
        assertNotEquals(
                "",
                scene.account()
                        .get("/v1/payment_methods/"
                                + attached.path("paymentMethodId").textValue())
                        .path("customer")
                        .asText(""));
    }

    @Test
    void makesTheSuccessorTheDefault() {
        String customer = scene.customerAt("stripe");
        String visa = scene.attached(customer, "pm_card_visa");
        var amex = scene.attach(customer, "pm_card_amex");
        succeeded(scene.run("SetDefaultPaymentMethod", "paymentMethodId", visa));
        String successor = amex.at("/paymentMethod/id").textValue();
        var foreseen = succeeded(
                scene.run("DetachPaymentMethod", "paymentMethodId", visa, "successorId", successor, "dryRun", true));
        assertEquals(successor, foreseen.at("/newDefault/id").textValue());
        assertFalse(foreseen.at("/newDefault/isDefault").booleanValue());
        var payload = succeeded(scene.run(
                "DetachPaymentMethod", "paymentMethodId", visa, "successorId", successor, "idempotencyKey", "d-1"));
        assertTrue(payload.path("clearedDefault").booleanValue());
        assertTrue(payload.at("/newDefault/isDefault").booleanValue());
        assertEquals(
                payload,
                scene.run(
                        "DetachPaymentMethod",
                        "paymentMethodId",
                        visa,
                        "successorId",
                        successor,
                        "idempotencyKey",
                        "d-1"));
        assertEquals(successor, payload.at("/customer/defaultPaymentMethod/id").textValue());
        assertEquals(
                amex.path("paymentMethodId").textValue(),
                scene.account().defaultOf(scene.externalId(customer, "stripe")));
        assertEquals(List.of("ATTACHED", "DEFAULT_SET", "DEFAULT_CLEARED", "DETACHED"), scene.changes(visa));
    }

    @Test
    void leavesTheDefaultWhereAnotherOneIsDetached() {
        String customer = scene.customerAt("stripe");
        String visa = scene.attached(customer, "pm_card_visa");
        String amex = scene.attached(customer, "pm_card_amex");
        String twint = scene.attached(customer, "pm_twint");
        succeeded(scene.run("SetDefaultPaymentMethod", "paymentMethodId", visa));
        var payload = succeeded(detach(amex, twint));
        assertEquals(visa, payload.at("/customer/defaultPaymentMethod/id").textValue());
        assertFalse(payload.path("clearedDefault").booleanValue());
        assertTrue(payload.path("newDefault").isNull());
    }

    @Test
    void refusesASuccessorThatCannotBeTheDefault() {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        String detached = scene.attached(customer, "pm_card_amex");
        succeeded(detach(detached));
        String others = scene.attached(scene.customerAt("stripe"), "pm_card_amex");
        for (String successor : List.of(method, detached, others)) {
            var error = failed("INVALID_INPUT", detach(method, successor));
            assertEquals("[\"successorId\"]", error.path("field").toString());
        }
        assertEquals(List.of("ATTACHED"), scene.changes(method));
    }

    @Test
    void doesNotKnowASuccessorThatIsNone() {
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        var error = failed("PAYMENT_METHOD_NOT_FOUND", detach(method, Ids.next().toString()));
        assertEquals("[\"successorId\"]", error.path("field").toString());
    }

    @Test
    void doesNotKnowAPaymentMethodThatIsNone() {
        failed("PAYMENT_METHOD_NOT_FOUND", detach(Ids.next().toString()));
    }

    @Test
    void doesNothingForAReader() {
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        scene.stripe().forget();
        var answer = scene.server()
                .graphql(
                        Role.READER,
                        Scene.document("DetachPaymentMethod"),
                        Map.of("input", Map.of("paymentMethodId", method)));
        assertEquals("FORBIDDEN", answer.at("/errors/0/extensions/code").textValue(), answer.toString());
        assertEquals(List.of(), scene.stripe().seen(".*"));
        assertEquals(List.of("ATTACHED"), scene.changes(method));
    }

    private static JsonNode detach(String method) {
        return scene.run("DetachPaymentMethod", "paymentMethodId", method);
    }

    private static JsonNode detach(String method, String successor) {
        return scene.run("DetachPaymentMethod", "paymentMethodId", method, "successorId", successor);
    }
}
