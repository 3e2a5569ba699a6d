package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.error;
import static io.tenderbook.paymentmethod.Scene.failed;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.provider.ConnectorSecrets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers are told where Stripe refuses, fails, hangs up or says nothing. */
class ProviderFailureTest {
    private static final String ATTACH = "POST /v1/payment_methods/[^/]+/attach";
    private static final String SET_DEFAULT = "POST /v1/customers/[^/]+";
    private static final int TRIES = 3;

    private static Scene scene;

    @BeforeAll
    static void open() {
        scene = Scene.open();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @BeforeEach
    void heal() {
        scene.stripe().heal();
    }

    @Test
    void doesNotKnowTheOutcomeWhereStripeFailsInEveryTry() {
        String customer = scene.customerAt("stripe");
        scene.stripe().on(ATTACH, FaultyStripe.error(500, "api_error"));
        scene.stripe().forget();
        open(attach(customer, "pm_card_visa"));
        assertEquals(TRIES, scene.stripe().seen(ATTACH).size());
        assertOneKey();
        assertEquals(List.of(), scene.methods(customer));
    }

    @Test
    void asksTheCallerToTryAgainWhereAnotherRequestHoldsTheObject() {
        String customer = scene.customerAt("stripe");
        scene.stripe()
                .on(ATTACH, FaultyStripe.body(409, "{\"error\":{\"code\":\"lock_timeout\",\"message\":\"Locked.\"}}"));
        scene.stripe().forget();
        failed("PROVIDER_UNAVAILABLE", attach(customer, "pm_card_visa"));
        assertEquals(TRIES, scene.stripe().seen(ATTACH).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500})
    void doesNotKnowTheOutcomeWhereALaterTryWasRefusedButAnEarlierOneTaken(int status) {
        String customer = scene.customerAt("stripe");
        scene.stripe().on(ATTACH, FaultyStripe.error(status, "api_error"));
        scene.stripe().once(ATTACH, FaultyStripe.hangUp());
        scene.stripe().forget();
        open(attach(customer, "pm_card_visa"));
        assertOneKey();
    }

    @Test
    void doesNotKnowTheOutcomeWhereStripeTakesItAndIsThenGone() {
        try (var vanishing = Scene.open()) {
            String customer = vanishing.customerAt("stripe");
            vanishing.stripe().on(ATTACH, (exchange, body) -> vanishing.stripe().shut());
            open(vanishing.run("AttachPaymentMethod", "customerId", customer, "paymentMethodId", "pm_card_visa"));
        }
    }

    @Test
    void succeedsWhereTheAnswerToAnEarlierTryWasLost() {
        String customer = scene.customerAt("stripe");
        scene.stripe().once(ATTACH, scene.stripe().obeyAndHangUp());
        scene.stripe().forget();
        var payload = succeeded(attach(customer, "pm_card_visa"));
        assertOneKey();
        assertEquals(List.of(payload.path("paymentMethodId").textValue()), scene.methods(customer));
    }

    @Test
    void asksTheCallerToTryAgainWhereStripeIsReceivingTooMuch() {
        String customer = scene.customerAt("stripe");
        scene.stripe().on(ATTACH, FaultyStripe.error(429, "invalid_request_error"));
        failed("PROVIDER_UNAVAILABLE", attach(customer, "pm_card_visa"));
    }

    @Test
    void succeedsWhereALaterTryDoes() {
        String customer = scene.customerAt("stripe");
        scene.stripe().once(ATTACH, FaultyStripe.error(500, "api_error"));
        scene.stripe().forget();
        succeeded(attach(customer, "pm_card_visa"));
        assertOneKey();
    }

    @Test
    void usesANewKeyForEachMutation() {
        String customer = scene.customerAt("stripe");
        scene.stripe().forget();
        succeeded(attach(customer, "pm_card_visa"));
        succeeded(attach(customer, "pm_card_visa"));
        var keys = scene.stripe().seen(ATTACH).stream()
                .map(FaultyStripe.Seen::idempotencyKey)
                .collect(Collectors.toSet());
        assertEquals(2, keys.size());
        assertEquals(2, scene.methods(customer).size());
    }

    @Test
    void doesNotKnowTheOutcomeWhereStripeNeverAnswers() {
        String customer = scene.customerAt("stripe");
        var never = new CountDownLatch(1);
        scene.stripe().on(ATTACH, scene.stripe().waitFor(never));
        scene.stripe().forget();
        open(attach(customer, "pm_card_visa"));
        assertOneKey();
        never.countDown();
    }

    @Test
    void doesNotKnowTheOutcomeWhereStripeHangsUpAfterHavingDoneIt() {
        String customer = scene.customerAt("stripe");
        scene.stripe().on(ATTACH, scene.stripe().obeyAndHangUp());
        scene.stripe().forget();
        open(attach(customer, "pm_card_visa"));
        assertOneKey();
        assertEquals(
                1,
                scene.account()
                        .get("/v1/payment_methods?customer=" + scene.externalId(customer, "stripe"))
                        .path("data")
                        .size());
    }

    @Test
    void doesNotKnowTheOutcomeWhereStripesSuccessCannotBeRead() {
        String customer = scene.customerAt("stripe");
        scene.stripe().on(ATTACH, FaultyStripe.body(200, "<html>"));
        open(attach(customer, "pm_card_visa"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"error\":null}", "<html>Bad gateway</html>"})
    void isNoSurpriseWhateverAnErrorOfStripeHoldsInsteadOfItsReason(String body) {
        String customer = scene.customerAt("stripe");
        for (int status : List.of(400, 500, 502)) {
            scene.stripe().on(ATTACH, FaultyStripe.body(status, body));
            var answer = attach(customer, "pm_card_visa");
            String code = answer.path("userErrors").path(0).path("code").asText();
            assertTrue(
                    Set.of("PROVIDER_UNAVAILABLE", "OUTCOME_UNKNOWN", "PROVIDER_REJECTED")
                            .contains(code),
                    status + ": " + answer);
        }
    }

    @Test
    void doesNotKnowTheOutcomeWhereAnEarlierTryIsStillAtWork() {
        String customer = scene.customerAt("stripe");
        scene.stripe().on(ATTACH, FaultyStripe.error(409, "idempotency_error"));
        open(attach(customer, "pm_card_visa"));
    }

    @Test
    void changesNothingWhereAReadIsCutOff() {
        String customer = scene.customer();
        String reference = scene.account().customer("Ada");
        scene.stripe().on("GET /v1/customers/.*", FaultyStripe.hangUp());
        failed(
                "PROVIDER_UNAVAILABLE",
                scene.run(
                        "AttachPaymentMethod",
                        "customerId",
                        customer,
                        "paymentMethodId",
                        "pm_card_visa",
                        "connector",
                        Scene.members("name", "stripe", "referenceId", reference)));
        assertEquals("", scene.externalId(customer, "stripe"));
    }

    @Test
    void asksTheCallerToTryAgainWhereStripeCannotBeReached() {
        try (var unreachable = Scene.open()) {
            String customer = unreachable.customerAt("stripe");
            unreachable.stripe().shut();
            failed(
                    "PROVIDER_UNAVAILABLE",
                    unreachable.run("AttachPaymentMethod", "customerId", customer, "paymentMethodId", "pm_card_visa"));
        }
    }

    @Test
    void doesNotShowTheKeyThatStripeRefuses() {
        var server = scene.server();
        var connector = server.connect("revoked", "sk_test_revoked");
        String customer = scene.customer();
        scene.link(
                customer, "revoked", scene.stripe().account("sk_test_revoked").customer("Ada"));
        server.bean(ConnectorSecrets.class).setApiKey(connector, "sk_nonsense_of_nobody");
        var error = failed("PROVIDER_REJECTED", attach(customer, "pm_card_visa"));
        assertFalse(error.path("message").textValue().contains("nonsense"), error.toString());
    }

    @Test
    void saysThatItIsAttachedWhereOnlyTheDefaultFailed() {
        String customer = scene.customerAt("stripe");
        scene.stripe().on(SET_DEFAULT, FaultyStripe.error(500, "api_error"));
        var payload = attachAsDefault(customer, "pm_card_visa");
        error("DEFAULT_NOT_SET", payload);
        assertFalse(payload.path("setAsDefault").booleanValue(), payload.toString());
        for (String member : List.of("customerId", "paymentMethodId", "externalId", "setAsDefault", "rawData")) {
            assertTrue(payload.hasNonNull(member), member);
        }
        assertEquals(customer, payload.at("/customer/id").textValue());
        assertFalse(payload.at("/paymentMethod/isDefault").booleanValue(), payload.toString());
        assertEquals("", scene.defaultOf(customer));

        scene.stripe().heal();
        String id = payload.path("paymentMethodId").textValue();
        var again = succeeded(attachAsDefault(customer, id));
        assertTrue(again.path("setAsDefault").booleanValue());
        assertEquals(id, scene.defaultOf(customer));
        assertEquals(id, scene.account().defaultOf(again.path("externalId").textValue()));
        assertEquals(
                List.of("ATTACHED", "DEFAULT_SET"),
                scene.changes(again.at("/paymentMethod/id").textValue()));
    }

    @Test
    void answersAsAttachedWhereOnlyALaterLookFailed() {
        String customer = scene.customerAt("stripe");
        scene.stripe().on("GET .*", FaultyStripe.error(500, "api_error"));
        scene.stripe().on(ATTACH, scene.stripe().answerOfAnEarlierCall());
        var payload = succeeded(attach(customer, "pm_card_visa"));
        assertEquals(List.of(payload.path("paymentMethodId").textValue()), scene.methods(customer));
    }

    @Test
    void changesNoDefaultWhereStripeFails() {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        scene.stripe().on(SET_DEFAULT, FaultyStripe.error(500, "api_error"));
        open(scene.run("SetDefaultPaymentMethod", "paymentMethodId", method));
        assertEquals("", scene.defaultOf(customer));
        scene.stripe().on(SET_DEFAULT, FaultyStripe.hangUp());
        open(scene.run("SetDefaultPaymentMethod", "paymentMethodId", method));
        assertEquals("", scene.defaultOf(customer));
    }

    @Test
    void detachesNothingWhereStripeFails() {
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        scene.stripe().on("POST .*/detach", FaultyStripe.error(500, "api_error"));
        open(scene.run("DetachPaymentMethod", "paymentMethodId", method));
        assertEquals("ACTIVE", scene.method(method).path("status").textValue());
    }

    /** That it is being found out, with what is known filled in. */
    private static void open(JsonNode payload) {
        error("OUTCOME_UNKNOWN", payload);
        assertTrue(payload.hasNonNull("customer"), payload.toString());
    }

    /** All tries since the last time of forgetting were one call to Stripe. */
    private static void assertOneKey() {
        var tries = scene.stripe().seen(ATTACH);
        assertTrue(tries.size() <= TRIES, tries.toString());
        assertNotNull(tries.getFirst().idempotencyKey());
        assertEquals(
                1,
                tries.stream().map(FaultyStripe.Seen::idempotencyKey).distinct().count(),
                tries.toString());
    }

    private static JsonNode attach(String customer, String paymentMethod) {
        return scene.run("AttachPaymentMethod", "customerId", customer, "paymentMethodId", paymentMethod);
    }

    private static JsonNode attachAsDefault(String customer, String paymentMethod) {
        return scene.run(
                "AttachPaymentMethod", "customerId", customer, "paymentMethodId", paymentMethod, "setAsDefault", true);
    }
}
