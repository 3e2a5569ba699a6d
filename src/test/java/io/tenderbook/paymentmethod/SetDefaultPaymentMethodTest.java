package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.failed;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Choosing the default: at Stripe first, then here. */
class SetDefaultPaymentMethodTest {
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
    void writesTheDefaultToStripeAndShowsItAtOnce() {
        String customer = scene.customerAt("stripe");
        var attached = scene.attach(customer, "pm_card_visa");
        String method = attached.at("/paymentMethod/id").textValue();
        var payload = succeeded(setDefault(method));
        assertTrue(payload.at("/paymentMethod/isDefault").booleanValue());
        assertEquals(customer, payload.at("/customer/id").textValue());
        assertEquals(method, payload.at("/customer/defaultPaymentMethod/id").textValue());
        String stripeId = attached.path("paymentMethodId").textValue();
        assertEquals(stripeId, scene.account().defaultOf(scene.externalId(customer, "stripe")));
        assertEquals(stripeId, scene.defaultOf(customer));
    }

    @Test
    void replacesTheDefaultBefore() {
        String customer = scene.customerAt("stripe");
        String visa = scene.attached(customer, "pm_card_visa");
        String amex = scene.attached(customer, "pm_card_amex");
        succeeded(setDefault(visa));
        succeeded(setDefault(amex));
        assertEquals(List.of("ATTACHED", "DEFAULT_SET", "DEFAULT_CLEARED"), scene.changes(visa));
        assertEquals(List.of("ATTACHED", "DEFAULT_SET"), scene.changes(amex));
        assertEquals(scene.account().defaultOf(scene.externalId(customer, "stripe")), scene.defaultOf(customer));
    }

    @Test
    void answersAgainLikeTheFirstTime() {
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        assertEquals(succeeded(setDefault(method)), succeeded(setDefault(method)));
        assertEquals(List.of("ATTACHED", "DEFAULT_SET"), scene.changes(method));
    }

    @Test
    void keepsADefaultForEachConnector() {
        String customer = scene.customerAt("stripe", "stripe-b");
        String here = attachAt(customer, "stripe");
        String there = attachAt(customer, "stripe-b");
        succeeded(setDefault(here));
        var payload = succeeded(setDefault(there));
        assertEquals(there, payload.at("/customer/defaultPaymentMethod/id").textValue());
        assertEquals(List.of("ATTACHED", "DEFAULT_SET"), scene.changes(here));
    }

    @Test
    void refusesWhatIsDetached() {
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        succeeded(scene.run("DetachPaymentMethod", "paymentMethodId", method));
        failed("PAYMENT_METHOD_NOT_REUSABLE", setDefault(method));
    }

    @Test
    void refusesWhatNoOwnerWasShownFor() {
        String customer = scene.customerAt("stripe");
        var claimed = succeeded(
                scene.run("CreatePaymentMethod", "customerId", customer, "stripeId", "pm_claimed", "type", "TWINT"));
        failed(
                "CONNECTOR_MAPPING_NOT_FOUND",
                setDefault(claimed.at("/paymentMethod/id").textValue()));
    }

    @Test
    void doesNotTellAnotherOrganisationsPaymentMethodFromNone() {
        String method = scene.attached(scene.customerAt("stripe"), "pm_card_visa");
        var unknown = failed("PAYMENT_METHOD_NOT_FOUND", setDefault(Ids.next().toString()));
        assertEquals(unknown, failed("PAYMENT_METHOD_NOT_FOUND", setDefault("nonsense")));
        assertEquals(unknown, failed("PAYMENT_METHOD_NOT_FOUND", setDefaultElsewhere(method)));
        assertEquals("", scene.defaultOf(scene.customer()));
    }

    @Test
    void changesNothingHereWhereStripeRefuses() {
        String customer = scene.customerAt("stripe");
        var attached = scene.attach(customer, "pm_card_visa");
        scene.account()
                .post("/v1/payment_methods/" + attached.path("paymentMethodId").textValue() + "/detach");
        failed("PROVIDER_REJECTED", setDefault(attached.at("/paymentMethod/id").textValue()));
        assertEquals("", scene.defaultOf(customer));
    }

    @Test
    void doesNothingForAReader() {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        scene.stripe().forget();
        var answer = scene.server()
                .graphql(
                        Role.READER,
                        Scene.document("SetDefaultPaymentMethod"),
                        Map.of("input", Map.of("paymentMethodId", method)));
        assertEquals("FORBIDDEN", answer.at("/errors/0/extensions/code").textValue(), answer.toString());
        assertEquals(List.of(), scene.stripe().seen(".*"));
        assertEquals("", scene.defaultOf(customer));
    }

    private static JsonNode setDefault(String method) {
        return scene.run("SetDefaultPaymentMethod", "paymentMethodId", method);
    }

    /** By a writer of another organisation. */
    private static JsonNode setDefaultElsewhere(String method) {
        var server = scene.server();
        var other = server.bean(Organisations.class).create("elsewhere", "Elsewhere Ltd");
        String key = server.bean(ApiKeys.class).create(other.id(), "theirs", Role.WRITER);
        String body = Json.write(Map.of(
                "query",
                Scene.document("SetDefaultPaymentMethod"),
                "variables",
                Map.of("input", Map.of("paymentMethodId", method))));
        var answer = server.send(server.request("/graphql")
                .header("x-api-key", key)
                .header("organisation", "elsewhere")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        return Json.parse(answer.body()).at("/data/setDefaultPaymentMethod");
    }

    private static String attachAt(String customer, String connector) {
        return succeeded(scene.run(
                        "AttachPaymentMethod",
                        "customerId",
                        customer,
                        "paymentMethodId",
                        "pm_card_visa",
                        "connector",
                        Map.of("name", connector)))
                .at("/paymentMethod/id")
                .textValue();
    }
}
