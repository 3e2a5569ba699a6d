package io.tenderbook.webhook;

import static io.tenderbook.StripeDeliveries.event;
import static io.tenderbook.webhook.EventObjects.card;
import static io.tenderbook.webhook.EventObjects.customerObject;
import static io.tenderbook.webhook.EventObjects.detached;
import static io.tenderbook.webhook.EventObjects.unique;
import static io.tenderbook.webhook.EventObjects.withYear;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.platform.Json;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which events of a payment method change what we know of it, and which do not. */
class PaymentMethodEventsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Account account;

    private final String pm = "pm_" + unique();
    private final String cus = "cus_" + unique();

    @BeforeAll
    static void open() {
        account = new Account();
    }

    @AfterAll
    static void close() {
        account.close();
    }

    @Test
    void anEventMoreThanASecondNewerReplacesWhatIsKnown() {
        assertEquals("APPLIED", account.stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030))));
        assertEquals(
                "APPLIED",
                account.stripe.apply(event("payment_method.updated", NOON.plusSeconds(2), card(pm, cus, 2031))));
        assertEquals(2031, account.method(pm).path("expYear").intValue());
    }

    @Test
    void anEventMoreThanASecondOlderIsStale() {
        assertEquals(
                "APPLIED",
                account.stripe.apply(event("payment_method.updated", NOON.plusSeconds(2), card(pm, cus, 2031))));
        assertEquals("STALE", account.stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030))));
        assertEquals(2031, account.method(pm).path("expYear").intValue());
    }

    @Test
    void withinASecondStripeIsReadAndItsAnswerCounts() {
        var attached = account.attached();
        account.stripe.apply(event("payment_method.attached", NOON, withYear(attached, 2040)));
        assertEquals(
                2040,
                account.method(attached.path("id").textValue()).path("expYear").intValue());

        assertEquals(
                "APPLIED",
                account.stripe.apply(event("payment_method.updated", NOON.plusSeconds(1), withYear(attached, 2041))));
        assertEquals(
                attached.path("card").path("exp_year").intValue(),
                account.method(attached.path("id").textValue()).path("expYear").intValue(),
                "neither snapshot counts, but what Stripe says now");
    }

    @Test
    void whatStripeDoesNotKnowKeepsTheEventsWord() {
        account.stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        assertEquals("APPLIED", account.stripe.apply(event("payment_method.updated", NOON, card(pm, cus, 2031))));
        assertEquals(2031, account.method(pm).path("expYear").intValue());
        assertEquals("MISSING", account.method(pm).path("syncStatus").textValue());
    }

    @Test
    void aDetachmentIsAppliedWhateverTheClockSays() {
        account.stripe.apply(event("payment_method.updated", NOON.plusSeconds(60), card(pm, cus, 2031)));
        assertEquals("APPLIED", account.stripe.apply(detached(NOON, pm, cus)));
        assertEquals("DETACHED", account.method(pm).path("status").textValue());
    }

    @Test
    void nothingBringsADetachedPaymentMethodBack() {
        account.stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        account.stripe.apply(detached(NOON.plusSeconds(1), pm, cus));
        for (int seconds : List.of(0, 1, 2, 60)) {
            assertEquals(
                    "STALE",
                    account.stripe.apply(
                            event("payment_method.updated", NOON.plusSeconds(seconds), card(pm, cus, 2035))));
        }
        assertEquals("DETACHED", account.method(pm).path("status").textValue());
        assertEquals(2030, account.method(pm).path("expYear").intValue());
    }

    @Test
    void aDetachedPaymentMethodStaysWithItsFormerCustomer() {
        assertEquals("APPLIED", account.stripe.apply(detached(NOON, pm, cus)));
        assertEquals(
                account.customer(cus).path("id"),
                account.method(pm).path("customer").path("id"),
                "known from previous_attributes alone");
    }

    @Test
    void aPaymentMethodIsReadTwiceBeforeALostOwnerIsBelieved() {
        var attached = account.attached();
        String id = attached.path("id").textValue();
        account.stripe.apply(event("payment_method.attached", NOON, attached));
        account.post("/v1/payment_methods/" + id + "/detach");

        var doubtful = event("payment_method.updated", NOON, attached);
        account.stripe.deliver(doubtful);
        Awaitility.await().until(() -> account.error(doubtful), error -> error != null && error.contains("no owner"));
        assertEquals("ACTIVE", account.method(id).path("status").textValue(), "one read is not enough");
        assertEquals("APPLIED", account.stripe.settled(doubtful.path("id").textValue()));
        assertEquals("DETACHED", account.method(id).path("status").textValue());
    }

    @Test
    void theCustomerOfAnUnknownPaymentMethodIsReadForItsName() {
        var attached = account.attached();
        account.stripe.apply(event("payment_method.attached", NOON, attached));
        assertEquals(
                "At Stripe",
                account.customer(attached.path("customer").textValue())
                        .path("name")
                        .textValue());
    }

    @Test
    void referencesMayBeExpandedObjects() {
        var object = card(pm, cus, 2030);
        object.set("customer", customerObject(cus, null));
        account.stripe.apply(event("payment_method.attached", NOON, object));
        assertEquals(
                account.customer(cus).path("id"),
                account.method(pm).path("customer").path("id"));
        assertEquals(cus, account.method(pm).path("rawData").path("customer").textValue());
    }

    @Test
    void unknownTypesFieldsAndVersionsNeverFail() {
        var object = (ObjectNode) Json.parse("""
                {"id": "%s", "object": "payment_method", "type": "moon_pay", "customer": "%s", "moon_pay": {"crater": 7},
                 "future": [1], "livemode": false}""".formatted(pm, cus));
        var event = event("payment_method.attached", NOON, object);
        event.putNull("api_version");
        event.remove("request");
        assertEquals("APPLIED", account.stripe.apply(event));
        assertEquals("OTHER", account.method(pm).path("type").textValue());
        assertEquals("moon_pay", account.method(pm).path("providerType").textValue());
        assertEquals(
                7,
                account.method(pm).path("details").path("fields").path("crater").intValue());
    }

    @Test
    void oddValuesNeverKeepAnEventFromBeingApplied() {
        var object = card(pm, cus, 2030);
        ((ObjectNode) object.path("card"))
                .put("brand", "x".repeat(300))
                .put("country", "Switzerland")
                .put("exp_month", 77)
                .put("fingerprint", "ë".repeat(300))
                .put("funding", "barter");
        assertEquals("APPLIED", account.stripe.apply(event("payment_method.attached", NOON, object)));
        assertEquals("unknown", account.method(pm).path("funding").textValue());
    }

    @Test
    void aSetupIntentThatSucceededIsAReasonToRead() {
        var attached = account.attached();
        var intent = account.post(
                "/v1/setup_intents",
                "customer=" + attached.path("customer").textValue(),
                "payment_method=" + attached.path("id").textValue());
        assertEquals("APPLIED", account.stripe.apply(event("setup_intent.succeeded", NOON, intent)));
        assertEquals(
                "IN_SYNC",
                account.method(attached.path("id").textValue())
                        .path("syncStatus")
                        .textValue());
    }

    @Test
    void anAttachmentThatAReadCameTooEarlyForStillCounts() {
        ObjectNode unattached = (ObjectNode) account.post("/v1/payment_methods", "type=twint");
        String id = unattached.path("id").textValue();
        var intent = (ObjectNode) Json.parse("{\"id\": \"seti_1\", \"object\": \"setup_intent\"}");
        intent.put("payment_method", id);
        account.stripe.apply(event("setup_intent.succeeded", NOON, intent));

        var attached = unattached.put("customer", cus);
        assertEquals("APPLIED", account.stripe.apply(event("payment_method.attached", NOON, attached)));
        assertEquals(
                account.customer(cus).path("id"),
                account.method(id).path("customer").path("id"));
    }
}
