package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.error;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of Stripe and left open is settled, once, and not against what came later. */
class IntentTest {
    private static final String ATTACH = "POST /v1/payment_methods/[^/]+/attach";
    private static final String DETACH = "POST /v1/payment_methods/[^/]+/detach";
    private static final String UPDATE_CUSTOMER = "POST /v1/customers/[^/]+";
    private static final String CREATE_CUSTOMER = "POST /v1/customers";

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
    void anAttachmentWhoseAnswerWasLostIsRecordedWithItsDefault() {
        String customer = scene.customerAt("stripe");
        scene.stripe().on(ATTACH, scene.stripe().obeyAndHangUp());
        error("OUTCOME_UNKNOWN", attachAsDefault(customer, "pm_card_visa"));
        assertEquals(List.of(), scene.methods(customer));

        scene.stripe().heal();
        aftermath.settle();
        assertEquals(List.of("ATTACH DONE", "SET_DEFAULT DONE"), aftermath.intents());
        assertEquals(1, aftermath.atStripe(customer).size());
        aftermath.assertInStep(customer, "settled");
        assertEquals(aftermath.atStripe(customer).getFirst(), scene.defaultOf(customer));
    }

    @Test
    void aDefaultThatFailedAfterItsAttachmentIsSetToWhatWasAttached() {
        String customer = scene.customerAt("stripe");
        scene.stripe().on("POST /v1/customers/[^/]+", FaultyStripe.error(500, "api_error"));
        String attached = attachAsDefault(customer, "pm_card_visa")
                .path("paymentMethodId")
                .textValue();
        assertEquals("", scene.defaultOf(customer));

        scene.stripe().heal();
        aftermath.settle();
        assertEquals(List.of("ATTACH DONE", "SET_DEFAULT DONE"), aftermath.intents());
        assertEquals(attached, scene.defaultOf(customer));
    }

    @Test
    void aDetachmentIsPendingUntilItIsKnown() {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        assertEquals("IN_SYNC", scene.method(method).path("syncStatus").textValue());
        scene.stripe().on(DETACH, scene.stripe().obeyAndHangUp());
        var open = scene.run("DetachPaymentMethod", "paymentMethodId", method);
        error("OUTCOME_UNKNOWN", open);
        assertEquals(method, open.at("/paymentMethod/id").textValue());
        assertEquals("PENDING", scene.method(method).path("syncStatus").textValue());

        scene.stripe().heal();
        aftermath.settle();
        assertEquals("DETACHED", scene.method(method).path("status").textValue());
        assertEquals("IN_SYNC", scene.method(method).path("syncStatus").textValue());
    }

    @Test
    void whatStripeRefusedEndsAndIsNotPending() {
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        scene.stripe().on(DETACH, FaultyStripe.error(429, "invalid_request_error"));
        error("PROVIDER_UNAVAILABLE", scene.run("DetachPaymentMethod", "paymentMethodId", method));
        assertEquals("IN_SYNC", scene.method(method).path("syncStatus").textValue());
        scene.stripe().heal();
        scene.stripe().forget();
        aftermath.settle();
        assertEquals(0, scene.stripe().seen(DETACH).size(), "the caller was told that nothing happened");
    }

    @Test
    void aNewKeyIsUsedOnceStripeFailedOverTheOldOneAndShowsNoEffect() {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        Set<String> cursed = ConcurrentHashMap.newKeySet();
        scene.stripe().on(DETACH, FaultyStripe.error(500, "api_error"));
        scene.stripe().forget();
        error("OUTCOME_UNKNOWN", scene.run("DetachPaymentMethod", "paymentMethodId", method));
        scene.stripe().seen(DETACH).forEach(one -> cursed.add(String.valueOf(one.idempotencyKey())));
        assertEquals(1, cursed.size());

        scene.stripe().heal();
        scene.stripe().forget();
        aftermath.settle();
        var tries = scene.stripe().seen(DETACH);
        assertEquals(1, tries.size());
        assertNotEquals(cursed, Set.of(String.valueOf(tries.getFirst().idempotencyKey())));
        assertEquals("DETACHED", scene.method(method).path("status").textValue());
    }

    @Test
    void anEffectThatAReadShowsIsNotRepeatedAfterAFailureOfStripes() {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        scene.stripe().on(DETACH, (exchange, body) -> {
            scene.account().post(exchange.getRequestURI().getPath());
            FaultyStripe.error(500, "api_error").answer(exchange, body);
        });
        error("OUTCOME_UNKNOWN", scene.run("DetachPaymentMethod", "paymentMethodId", method));
        scene.stripe().forget();
        aftermath.settle();
        assertEquals(0, scene.stripe().seen(DETACH).size());
        assertEquals("DETACHED", scene.method(method).path("status").textValue());
    }

    @Test
    void aCustomerThatStripeMayHaveMadeIsKeptAndMappedToIt() {
        for (var fault : List.of(scene.stripe().obeyAndHangUp(), scene.stripe().obeyAndFail())) {
            scene.stripe().on(CREATE_CUSTOMER, fault);
            scene.stripe().forget();
            var open = scene.run("CreateCustomer", "name", "Ada", "connector", Map.of("name", "stripe"));
            error("OUTCOME_UNKNOWN", open);
            String customer = open.at("/customer/id").textValue();
            assertEquals("", scene.externalId(customer, "stripe"));

            scene.stripe().heal();
            aftermath.settle();
            String there = scene.externalId(customer, "stripe");
            var listed = scene.account().get("/v1/customers?limit=100").path("data");
            assertEquals(
                    1,
                    listed.findValuesAsText("tenderbook_customer_id").stream()
                            .filter(customer::equals)
                            .count());
            assertEquals(
                    customer,
                    scene.account()
                            .get("/v1/customers/" + there)
                            .at("/metadata/tenderbook_customer_id")
                            .textValue());
        }
    }

    @Test
    void aDefaultThatWasLeftOpenIsSetIfNobodyChoseMeanwhile() {
        String customer = scene.customerAt("stripe");
        String visa = scene.attached(customer, "pm_card_visa");
        neverSent(visa);
        aftermath.settle();
        assertTrue(scene.method(visa).path("isDefault").booleanValue());
        aftermath.assertInStep(customer, "settled");
    }

    @Test
    void aDefaultThatWasLeftOpenIsNotSetOverOneThatWasAskedForLater() {
        String customer = scene.customerAt("stripe");
        String visa = scene.attached(customer, "pm_card_visa");
        String amex = scene.attached(customer, "pm_card_amex");
        neverSent(visa);
        succeeded(scene.run("SetDefaultPaymentMethod", "paymentMethodId", amex));
        aftermath.settle();
        assertEquals(List.of("SET_DEFAULT SUPERSEDED", "SET_DEFAULT DONE"), aftermath.intents());
        assertTrue(scene.method(amex).path("isDefault").booleanValue());
        aftermath.assertInStep(customer, "settled");
    }

    @Test
    void aDefaultThatWasLeftOpenIsNotSetOverOneThatWasChosenAtStripe() {
        String customer = scene.customerAt("stripe");
        String visa = scene.attached(customer, "pm_card_visa");
        String amex = scene.method(scene.attached(customer, "pm_card_amex"))
                .path("stripeId")
                .textValue();
        neverSent(visa);
        scene.account()
                .post(
                        "/v1/customers/" + scene.externalId(customer, "stripe"),
                        "invoice_settings[default_payment_method]=" + amex);
        aftermath.settle();
        assertEquals(List.of("SET_DEFAULT SUPERSEDED"), aftermath.intents());
        assertEquals(amex, scene.defaultOf(customer));
        aftermath.assertInStep(customer, "settled");
    }

    @Test
    void aLinkWhoseListFailedStandsAndIsCompletedLater() {
        String customer = scene.customer();
        String reference = scene.account().customer("Ada");
        String card = scene.account().attach("pm_card_visa", reference);
        scene.stripe().on("GET /v1/payment_methods.*", FaultyStripe.error(500, "api_error"));
        scene.link(customer, "stripe", reference);
        assertEquals(reference, scene.externalId(customer, "stripe"));
        assertEquals(List.of(), scene.methods(customer));
        scene.stripe().heal();
        aftermath.settle();
        assertEquals(List.of(card), scene.methods(customer));
    }

    @Test
    void whatIsStillBeingDoneIsLeftAlone() {
        String customer = scene.customerAt("stripe");
        var release = new CountDownLatch(1);
        scene.stripe().on(ATTACH, scene.stripe().waitFor(release));
        scene.stripe().forget();
        var attaching = CompletableFuture.supplyAsync(() -> attachAsDefault(customer, "pm_card_visa"));
        Awaitility.await().until(() -> !scene.stripe().seen(ATTACH).isEmpty());
        aftermath.pass(Duration.ofSeconds(15));
        scene.server().bean(IntentJanitor.class).run();
        assertEquals(1, scene.stripe().seen(ATTACH).size());
        release.countDown();
        succeeded(attaching.join());
    }

    @Test
    void onceStripeHasForgottenTheKeyItIsReadInstead() {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        aftermath.forgetIntents();
        scene.stripe().on(DETACH, FaultyStripe.hangUp());
        error("OUTCOME_UNKNOWN", scene.run("DetachPaymentMethod", "paymentMethodId", method));
        scene.stripe().heal();
        scene.stripe().forget();
        aftermath.pass(Duration.ofHours(24));
        aftermath.settle();
        assertEquals(0, scene.stripe().seen(DETACH).size());
        assertEquals(List.of("DETACH FAILED"), aftermath.intents());
        assertEquals("ACTIVE", scene.method(method).path("status").textValue());
    }

    @Test
    void whatStripeRefusesInTheEndHasFailed() {
        String customer = scene.customerAt("stripe");
        scene.stripe().on(ATTACH, FaultyStripe.hangUp());
        error("OUTCOME_UNKNOWN", attachAsDefault(customer, "pm_card_chargeDeclined"));
        scene.stripe().heal();
        aftermath.settle();
        assertEquals(List.of("ATTACH FAILED", "SET_DEFAULT NOT_SENT"), aftermath.intents());
        aftermath.assertInStep(customer, "settled");
    }

    /** Asks for a default in such a way that Stripe never hears of it and nobody knows. */
    private static void neverSent(String method) {
        aftermath.forgetIntents();
        scene.stripe().on(UPDATE_CUSTOMER, FaultyStripe.hangUp());
        error("OUTCOME_UNKNOWN", scene.run("SetDefaultPaymentMethod", "paymentMethodId", method));
        assertEquals("PENDING", scene.method(method).path("syncStatus").textValue());
        scene.stripe().heal();
    }

    private static JsonNode attachAsDefault(String customer, String paymentMethod) {
        return scene.run(
                "AttachPaymentMethod", "customerId", customer, "paymentMethodId", paymentMethod, "setAsDefault", true);
    }
}
