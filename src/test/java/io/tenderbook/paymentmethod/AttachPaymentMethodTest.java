package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.failed;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.customer.Customers;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attachment does and answers, and how Stripe and the records can refuse it. */
class AttachPaymentMethodTest {
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
    void answersWithWhatStripeMadeOfIt() {
        String customer = scene.customerAt("stripe");
        var payload = succeeded(attach(customer, "pm_card_visa", true));
        String id = payload.path("paymentMethodId").textValue();
        assertNotEquals("pm_card_visa", id);
        assertEquals(customer, payload.path("customerId").textValue());
        assertEquals(
                scene.externalId(customer, "stripe"), payload.path("externalId").textValue());
        assertTrue(payload.path("setAsDefault").booleanValue());
        assertEquals(scene.account().get("/v1/payment_methods/" + id), payload.path("rawData"));
        assertEquals(customer, payload.at("/customer/id").textValue());
        assertEquals(payload.at("/paymentMethod/id"), payload.at("/customer/defaultPaymentMethod/id"));
        assertEquals("CARD", payload.at("/paymentMethod/type").textValue());
        assertEquals("visa", payload.at("/paymentMethod/brand").textValue());
        assertEquals("4242", payload.at("/paymentMethod/last4").textValue());
        assertEquals("ACTIVE", payload.at("/paymentMethod/status").textValue());
        assertEquals("IN_SYNC", payload.at("/paymentMethod/syncStatus").textValue());
        assertTrue(payload.at("/paymentMethod/isDefault").booleanValue());
    }

    @Test
    void makesTheDefaultAtStripeToo() {
        String customer = scene.customerAt("stripe");
        var payload = succeeded(attach(customer, "pm_card_visa", true));
        assertEquals(
                payload.path("paymentMethodId").textValue(),
                scene.account().defaultOf(payload.path("externalId").textValue()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(booleans = false)
    void makesNoDefaultUnlessAsked(@Nullable Boolean setAsDefault) {
        String customer = scene.customerAt("stripe");
        scene.stripe().forget();
        var payload = succeeded(attach(customer, "pm_card_visa", setAsDefault));
        assertFalse(payload.path("setAsDefault").booleanValue());
        assertFalse(payload.path("setAsDefault").isNull());
        assertFalse(payload.at("/paymentMethod/isDefault").booleanValue());
        assertTrue(payload.at("/customer/defaultPaymentMethod").isNull());
        assertEquals(List.of(), scene.stripe().seen("POST /v1/customers/.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_sepaDebit", "pm_twint", "pm_link", "pm_usBankAccount", "pm_bacsDebit", "pm_card_amex"})
    void attachesEveryTypeThatStripeAttaches(String example) {
        var payload = scene.attach(scene.customerAt("stripe"), example);
        assertEquals(
                payload.at("/rawData/type").textValue(),
                scene.method(payload.at("/paymentMethod/id").textValue())
                        .path("providerType")
                        .textValue());
    }

    @Test
    void answersAgainLikeTheFirstTime() {
        String customer = scene.customerAt("stripe");
        var first = succeeded(attach(customer, "pm_card_visa", true));
        String id = first.path("paymentMethodId").textValue();
        assertEquals(first, succeeded(attach(customer, id, true)));
        assertEquals(List.of(id), scene.methods(customer));
        assertEquals(
                List.of("ATTACHED", "DEFAULT_SET"),
                scene.changes(first.at("/paymentMethod/id").textValue()));
    }

    @Test
    void recordsOneChangeForOneAttachment() {
        assertEquals(List.of("ATTACHED"), scene.changes(scene.attached(scene.customerAt("stripe"), "pm_card_visa")));
    }

    @Test
    void attachesAPaymentMethodThatWasMadeAtStripeBefore() {
        String id = scene.account()
                .post("/v1/payment_methods", "type=card", "card[token]=tok_mastercard")
                .path("id")
                .textValue();
        var payload = scene.attach(scene.customerAt("stripe"), id);
        assertEquals(id, payload.path("paymentMethodId").textValue());
        assertEquals("mastercard", payload.at("/paymentMethod/brand").textValue());
    }

    @Test
    void showsWhatWasExpandedInTheRawAnswerAlone() {
        String customer = scene.customerAt("stripe");
        var payload = succeeded(scene.run(
                "AttachPaymentMethod",
                "customerId",
                customer,
                "paymentMethodId",
                "pm_card_visa",
                "expand",
                List.of("customer")));
        String external = scene.externalId(customer, "stripe");
        assertEquals(external, payload.at("/rawData/customer/id").textValue());
        assertEquals(external, payload.path("externalId").textValue());
        var kept = scene.method(payload.at("/paymentMethod/id").textValue());
        assertEquals(external, kept.at("/rawData/customer").textValue());
        assertEquals(customer, kept.at("/customer/id").textValue());
    }

    @Test
    void refusesWithStripesWordsWhatStripeDoesNotExpand() {
        var error = failed(
                "PROVIDER_REJECTED",
                scene.run(
                        "AttachPaymentMethod",
                        "customerId",
                        scene.customerAt("stripe"),
                        "paymentMethodId",
                        "pm_card_visa",
                        "expand",
                        List.of("nonsense")));
        assertTrue(error.path("message").textValue().contains("nonsense"), error.toString());
    }

    @Test
    void doesNotTellWhyACustomerIsNotFound() {
        var other = scene.server().bean(Organisations.class).create("other", "Other Ltd");
        String foreign = scene.server()
                .bean(Customers.class)
                .create(other.id(), "Eve", null, "{}", false)
                .id()
                .toString();
        var unknown = failed("CUSTOMER_NOT_FOUND", attach(Ids.next().toString(), "pm_card_visa", false));
        assertEquals(unknown, failed("CUSTOMER_NOT_FOUND", attach(foreign, "pm_card_visa", false)));
        assertEquals(unknown, failed("CUSTOMER_NOT_FOUND", attach("nonsense", "pm_card_visa", false)));
        assertEquals("customerId", unknown.at("/field/0").textValue());
    }

    @Test
    void refusesAPaymentMethodThatStripeDoesNotKnow() {
        failed("PAYMENT_METHOD_NOT_FOUND", attach(scene.customerAt("stripe"), "pm_nobody", false));
    }

    @Test
    void refusesAPaymentMethodOfAnotherCustomer() {
        String id = scene.attach(scene.customerAt("stripe"), "pm_card_visa")
                .path("paymentMethodId")
                .textValue();
        failed("PAYMENT_METHOD_ATTACHED_TO_OTHER_CUSTOMER", attach(scene.customerAt("stripe"), id, false));
    }

    @Test
    void refusesAPaymentMethodThatWasDetached() {
        String customer = scene.customerAt("stripe");
        String id =
                scene.attach(customer, "pm_card_visa").path("paymentMethodId").textValue();
        scene.account().post("/v1/payment_methods/" + id + "/detach");
        failed("PAYMENT_METHOD_NOT_REUSABLE", attach(customer, id, false));
    }

    @Test
    void saysWithWhichCodeTheBankDeclined() {
        String customer = scene.customerAt("stripe");
        var error = failed("CARD_DECLINED", attach(customer, "pm_card_chargeDeclined", true));
        assertTrue(error.path("message").textValue().contains("generic_decline"), error.toString());
        assertEquals(List.of(), scene.methods(customer));
    }

    @Test
    void noticesThatTheCustomerWasDeletedAtStripeMeanwhile() {
        String customer = scene.customerAt("stripe");
        scene.account().delete("/v1/customers/" + scene.externalId(customer, "stripe"));
        failed("PROVIDER_CUSTOMER_NOT_FOUND", attach(customer, "pm_card_visa", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "pm card", "pm_ä", "pm_\n", "\0"})
    void refusesAnIdThatCanBeNoneOfStripes(String id) {
        var error = failed("INVALID_INPUT", attach(scene.customerAt("stripe"), id, false));
        assertEquals("[\"paymentMethodId\"]", error.path("field").toString());
    }

    @Test
    void refusesAnIdOfMoreThanFiveThousandCharacters() {
        String customer = scene.customerAt("stripe");
        failed("INVALID_INPUT", attach(customer, "p".repeat(5001), false));
        failed("PAYMENT_METHOD_NOT_FOUND", attach(customer, "p".repeat(5000), false));
    }

    @Test
    void refusesAReferenceThatCanBeNoneOfStripes() {
        var error = failed(
                "INVALID_INPUT",
                scene.run(
                        "AttachPaymentMethod",
                        "customerId",
                        scene.customer(),
                        "paymentMethodId",
                        "pm_card_visa",
                        "connector",
                        Map.of("name", "stripe", "referenceId", "cus_ä")));
        assertEquals("[\"connector\",\"referenceId\"]", error.path("field").toString());
    }

    @Test
    void refusesAnIdempotencyKeyOfMoreThan255Characters() {
        var error = failed("INVALID_INPUT", attachWithKey("k".repeat(256)));
        assertEquals("[\"idempotencyKey\"]", error.path("field").toString());
        succeeded(attachWithKey("k".repeat(255)));
    }

    @Test
    void doesNothingForAReader() {
        String customer = scene.customerAt("stripe");
        scene.stripe().forget();
        var answer = scene.server()
                .graphql(
                        Role.READER,
                        Scene.document("AttachPaymentMethod"),
                        Map.of("input", Map.of("customerId", customer, "paymentMethodId", "pm_card_visa")));
        assertEquals("FORBIDDEN", answer.at("/errors/0/extensions/code").textValue(), answer.toString());
        assertTrue(answer.path("data").isMissingNode() || answer.path("data").isNull(), answer.toString());
        assertEquals(List.of(), scene.stripe().seen(".*"));
        assertEquals(List.of(), scene.methods(customer));
    }

    private static JsonNode attachWithKey(String key) {
        return scene.run(
                "AttachPaymentMethod",
                "customerId",
                scene.customerAt("stripe"),
                "paymentMethodId",
                "pm_card_visa",
                "idempotencyKey",
                key);
    }

    private static JsonNode attach(String customer, String paymentMethod, @Nullable Boolean setAsDefault) {
        return scene.run(
                "AttachPaymentMethod",
                "customerId",
                customer,
                "paymentMethodId",
                paymentMethod,
                "setAsDefault",
                setAsDefault);
    }
}
