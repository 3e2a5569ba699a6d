package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.error;
import static io.tenderbook.paymentmethod.Scene.failed;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Collecting a payment method by Stripe's own form. */
class CreateSetupIntentTest {
    private static final String CREATE = "POST /v1/setup_intents";

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
        scene.stripe().forget();
    }

    @Test
    void handsOutTheSecretOfAFormForThatCustomer() {
        String customer = scene.customerAt("stripe");
        var payload = succeeded(scene.run(
                "CreateSetupIntent",
                "customerId",
                customer,
                "paymentMethodTypes",
                List.of("CARD", "SEPA_DEBIT"),
                "usage",
                "ON_SESSION",
                "metadata",
                Map.of("desk", "7")));
        var intent = payload.path("setupIntent");
        var there = scene.account()
                .get("/v1/setup_intents/" + intent.path("stripeId").textValue());
        assertEquals(there.path("client_secret"), intent.path("clientSecret"));
        assertEquals("requires_payment_method", intent.path("status").textValue());
        assertEquals("stripe", intent.at("/connector/name").textValue());
        assertEquals(customer, payload.at("/customer/id").textValue());
        assertEquals(
                scene.externalId(customer, "stripe"), there.path("customer").textValue());
        assertEquals(
                "[\"card\",\"sepa_debit\"]", there.path("payment_method_types").toString());
        assertEquals("on_session", there.path("usage").textValue());
        assertEquals("7", there.at("/metadata/desk").textValue());
    }

    @Test
    void offersWhatTheAccountOffersUnlessToldOtherwise() {
        var intent = created("customerId", scene.customerAt("stripe"));
        var there = scene.account()
                .get("/v1/setup_intents/" + intent.path("stripeId").textValue());
        assertTrue(there.at("/automatic_payment_methods/enabled").booleanValue(), there.toString());
        assertEquals("off_session", there.path("usage").textValue());
    }

    @Test
    void whatTheFormCollectsIsBroughtByItsEvent() {
        String customer = scene.customerAt("stripe");
        String id = created("customerId", customer).path("stripeId").textValue();
        var confirmed = scene.account().post("/v1/setup_intents/" + id + "/confirm", "payment_method=pm_card_visa");
        var event = scene.account()
                .get("/v1/events?type=setup_intent.succeeded&limit=1")
                .at("/data/0");
        assertEquals(id, event.at("/data/object/id").textValue());
        new StripeDeliveries(scene.server(), scene.server().connector("stripe")).apply(event);
        String method = confirmed.path("payment_method").textValue();
        assertEquals(List.of(method), scene.methods(customer));
    }

    @Test
    void oneKeyMakesOneFormAndItsSecretIsKeptNowhere() {
        String customer = scene.customerAt("stripe");
        var first = created("customerId", customer, "idempotencyKey", "form-1");
        var again = created("customerId", customer, "idempotencyKey", "form-1");
        assertEquals(first, again);
        assertEquals(1, scene.stripe().seen(CREATE).size());
        String kept = scene.server()
                .bean(Jdbi.class)
                .withHandle(handle -> handle.select("SELECT GROUP_CONCAT(answer) FROM idempotency_key")
                        .mapTo(String.class)
                        .one());
        assertTrue(kept.contains(first.path("stripeId").textValue()));
        assertFalse(kept.contains(first.path("clientSecret").textValue()));
    }

    @Test
    void goesOnUnderTheSameKeyWhereStripeWasAway() {
        String customer = scene.customerAt("stripe");
        scene.stripe().on(CREATE, FaultyStripe.error(429, "invalid_request_error"));
        failed("PROVIDER_UNAVAILABLE", run(customer, "form-2"));
        scene.stripe().heal();
        scene.stripe().on(CREATE, FaultyStripe.error(500, "api_error"));
        error("OUTCOME_UNKNOWN", run(customer, "form-2"));
        scene.stripe().heal();
        succeeded(run(customer, "form-2"));
    }

    @Test
    void refusesATypeThatStripeDoesNotKnow() {
        var refused = failed(
                "INVALID_INPUT",
                scene.run(
                        "CreateSetupIntent",
                        "customerId",
                        scene.customerAt("stripe"),
                        "paymentMethodTypes",
                        List.of("OTHER")));
        assertEquals("paymentMethodTypes", refused.at("/field/0").textValue());
    }

    @Test
    void saysWhereACustomerIsMappedNowhere() {
        failed("CONNECTOR_MAPPING_NOT_FOUND", scene.run("CreateSetupIntent", "customerId", scene.customer()));
    }

    private static JsonNode run(String customer, String key) {
        return scene.run("CreateSetupIntent", "customerId", customer, "idempotencyKey", key);
    }

    private static JsonNode created(Object... input) {
        return succeeded(scene.run("CreateSetupIntent", input)).path("setupIntent");
    }
}
