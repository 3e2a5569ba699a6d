package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.error;
import static io.tenderbook.paymentmethod.Scene.failed;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changing what a payment method is known by: at Stripe first, then here. */
class UpdatePaymentMethodTest {
    private static final String UPDATE = "POST /v1/payment_methods/[^/]+";

    private static Scene scene;
    private static Aftermath aftermath;

    private String customer = "";
    private String method = "";

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
    void begin() {
        scene.stripe().heal();
        aftermath.forgetIntents();
        customer = scene.customerAt("stripe");
        method = scene.attached(customer, "pm_card_visa");
        scene.stripe().forget();
    }

    @Test
    void changesStripeAndTheRecordAlike() {
        var updated = succeeded(update(
                "billingDetails",
                Map.of("name", "Ada", "address", Map.of("city", "Zug", "postalCode", "6300", "country", "CH")),
                "expMonth",
                11,
                "expYear",
                2044,
                "metadata",
                Map.of("desk", "7", "a.b", "dots"),
                "allowRedisplay",
                "ALWAYS"));
        var record = updated.path("paymentMethod");
        assertEquals(2044, record.path("expYear").intValue());
        assertEquals("6300", record.at("/billingDetails/address/postalCode").textValue());
        assertEquals("dots", record.path("metadata").path("a.b").textValue());
        assertEquals("ALWAYS", record.path("allowRedisplay").textValue());
        assertEquals(customer, updated.at("/customer/id").textValue());

        var there = atStripe();
        assertEquals(11, there.at("/card/exp_month").intValue());
        assertEquals("Ada", there.at("/billing_details/name").textValue());
        assertEquals("CH", there.at("/billing_details/address/country").textValue());
        assertEquals("7", there.at("/metadata/desk").textValue());
        assertEquals("always", there.path("allow_redisplay").textValue());
        assertEquals(List.of("UPDATE DONE"), aftermath.intents().subList(1, 2));
        assertEquals(List.of("ATTACHED", "UPDATED"), scene.changes(method));
    }

    @Test
    void leavesWhatIsLeftOutAndEmptiesWhatIsNull() {
        succeeded(update(
                "billingDetails",
                Map.of("name", "Ada", "email", "ada@example.com", "address", Map.of("city", "Zug")),
                "metadata",
                Map.of("one", "1", "two", "2")));
        var record = succeeded(update(
                        "billingDetails",
                        Scene.members("name", null, "address", null),
                        "metadata",
                        Scene.members("one", null)))
                .path("paymentMethod");
        assertTrue(record.at("/billingDetails/name").isNull());
        assertEquals("ada@example.com", record.at("/billingDetails/email").textValue());
        assertTrue(record.at("/billingDetails/address/city").isNull());
        assertEquals("{\"two\":\"2\"}", record.path("metadata").toString());
        assertEquals("{\"two\":\"2\"}", atStripe().path("metadata").toString());
    }

    @Test
    void switchesOffHereAloneAndOnAgain() {
        var off = succeeded(update("isActive", false)).path("paymentMethod");
        assertFalse(off.path("isActive").booleanValue());
        assertEquals("INACTIVE", off.path("status").textValue());
        assertEquals(
                "ACTIVE",
                succeeded(update("isActive", true)).at("/paymentMethod/status").textValue());
        succeeded(update("isActive", true));
        assertEquals(List.of(), scene.stripe().seen(".*"));
        assertEquals(List.of("ATTACHED", "UPDATED", "UPDATED"), scene.changes(method));
    }

    @Test
    void switchesOffTogetherWithWhatStripeChanges() {
        var record = succeeded(update("isActive", false, "expYear", 2045)).path("paymentMethod");
        assertEquals("INACTIVE", record.path("status").textValue());
        assertEquals(2045, record.path("expYear").intValue());
    }

    @Test
    void answersTheRecordAsItStandsWhereNothingIsToChange() {
        assertEquals(method, succeeded(update()).at("/paymentMethod/id").textValue());
        assertEquals(List.of(), scene.stripe().seen(".*"));
    }

    @Test
    void changesNothingHereWhereStripeRefuses() {
        var sepa = scene.attached(customer, "pm_sepaDebit");
        var refused = scene.run("UpdatePaymentMethod", "paymentMethodId", sepa, "expYear", 2040, "isActive", false);
        failed("PROVIDER_REJECTED", refused);
        assertTrue(scene.method(sepa).path("isActive").booleanValue());
        assertEquals("IN_SYNC", scene.method(sepa).path("syncStatus").textValue());
    }

    @Test
    void refusesWhatIsDetached() {
        succeeded(scene.run("DetachPaymentMethod", "paymentMethodId", method));
        failed("PAYMENT_METHOD_NOT_REUSABLE", update("isActive", false));
    }

    @Test
    void saysWhichInputIsMalformed() {
        refused("expMonth", update("expMonth", 13));
        refused("expYear", update("expYear", 31));
        refused("metadata", update("metadata", List.of()));
        refused("metadata", update("metadata", Map.of("k", 1)));
        refused("metadata", update("metadata", Map.of("k[0]", "v")));
        refused("metadata", update("metadata", Map.of("k".repeat(41), "v")));
        refused("metadata", update("metadata", Map.of("k", "v".repeat(501))));
        var many = IntStream.range(0, 51).boxed().collect(java.util.stream.Collectors.toMap(i -> "k" + i, i -> "v"));
        refused("metadata", update("metadata", many));
        var name = error("INVALID_INPUT", update("billingDetails", Map.of("name", "n".repeat(5_001))));
        assertEquals("[\"billingDetails\",\"name\"]", name.path("field").toString());
        assertEquals(List.of(), scene.stripe().seen(".*"));
    }

    @Test
    void anUpdateWhoseAnswerWasLostIsRecorded() {
        scene.stripe().on(UPDATE, scene.stripe().obeyAndHangUp());
        var open = update("expYear", 2044, "isActive", false);
        error("OUTCOME_UNKNOWN", open);
        assertEquals("PENDING", open.at("/paymentMethod/syncStatus").textValue());
        scene.stripe().heal();
        scene.stripe().forget();
        aftermath.settle();
        assertEquals(
                List.of(),
                scene.stripe().seen(UPDATE).stream()
                        .filter(seen -> seen.call().startsWith("POST"))
                        .toList());
        assertEquals(2044, atStripe().at("/card/exp_year").intValue());
        assertEquals("INACTIVE", scene.method(method).path("status").textValue());
        assertEquals("IN_SYNC", scene.method(method).path("syncStatus").textValue());
    }

    @Test
    void anUpdateThatNeverArrivedIsMadeLater() {
        neverSent();
        aftermath.settle();
        assertEquals(2044, atStripe().at("/card/exp_year").intValue());
        assertEquals(List.of("UPDATE DONE"), updates());
    }

    @Test
    void anUpdateThatNeverArrivedIsNotMadeOverALaterOne() {
        neverSent();
        succeeded(update("expYear", 2050));
        aftermath.settle();
        assertEquals(2050, atStripe().at("/card/exp_year").intValue());
        assertEquals(List.of("UPDATE SUPERSEDED", "UPDATE DONE"), updates());
    }

    @Test
    void anUpdateThatNeverArrivedIsNotMadeOverWhatSomebodyWroteAtStripe() {
        neverSent();
        scene.account().post("/v1/payment_methods/" + stripeId(), "card[exp_year]=2049");
        aftermath.settle();
        assertEquals(2049, atStripe().at("/card/exp_year").intValue());
        assertEquals(List.of("UPDATE SUPERSEDED"), updates());
    }

    private void neverSent() {
        scene.stripe().on(UPDATE, FaultyStripe.hangUp());
        error("OUTCOME_UNKNOWN", update("expYear", 2044));
        scene.stripe().heal();
    }

    private static List<String> updates() {
        return aftermath.intents().stream()
                .filter(intent -> intent.startsWith("UPDATE"))
                .toList();
    }

    private JsonNode update(@Nullable Object... members) {
        Object[] input = new Object[members.length + 2];
        input[0] = "paymentMethodId";
        input[1] = method;
        System.arraycopy(members, 0, input, 2, members.length);
        return scene.run("UpdatePaymentMethod", input);
    }

    private static void refused(String field, JsonNode payload) {
        assertEquals(field, failed("INVALID_INPUT", payload).at("/field/0").textValue());
    }

    private String stripeId() {
        return scene.method(method).path("stripeId").textValue();
    }

    private JsonNode atStripe() {
        return scene.account().get("/v1/payment_methods/" + stripeId());
    }
}
