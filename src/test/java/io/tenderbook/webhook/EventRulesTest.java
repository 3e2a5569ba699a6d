package io.tenderbook.webhook;

import static io.tenderbook.StripeDeliveries.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodCreateParams;
import com.stripe.param.SetupIntentCreateParams;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules by which an event changes what we know, or does not. */
class EventRulesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static TestServer server;
    private static StripeDeliveries stripe;
    private static StripeClient account;

    private final String pm = "pm_" + unique();
    private final String cus = "cus_" + unique();

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
        stripe = new StripeDeliveries(server, server.connector("stripe"));
        account = StripeClient.builder()
                .setApiKey("sk_test_sandbox")
                .setApiBase(server.sandbox().address().toString())
                .build();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anEventMoreThanASecondNewerReplacesWhatIsKnown() {
        assertEquals("APPLIED", stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030))));
        assertEquals(
                "APPLIED", stripe.apply(event("payment_method.updated", NOON.plusSeconds(2), card(pm, cus, 2031))));
        assertEquals(2031, method(pm).path("expYear").intValue());
    }

    @Test
    void anEventMoreThanASecondOlderIsStale() {
        assertEquals(
                "APPLIED", stripe.apply(event("payment_method.updated", NOON.plusSeconds(2), card(pm, cus, 2031))));
        assertEquals("STALE", stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030))));
        assertEquals(2031, method(pm).path("expYear").intValue());
    }

    @Test
    void withinASecondStripeIsReadAndItsAnswerCounts() throws StripeException {
        var attached = attachAtStripe();
        stripe.apply(event("payment_method.attached", NOON, withYear(attached, 2040)));
        assertEquals(
                2040, method(attached.path("id").textValue()).path("expYear").intValue());

        assertEquals(
                "APPLIED",
                stripe.apply(event("payment_method.updated", NOON.plusSeconds(1), withYear(attached, 2041))));
        assertEquals(
                attached.path("card").path("exp_year").intValue(),
                method(attached.path("id").textValue()).path("expYear").intValue(),
                "neither snapshot counts, but what Stripe says now");
    }

    @Test
    void whatStripeDoesNotKnowKeepsTheEventsWord() {
        stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        assertEquals("APPLIED", stripe.apply(event("payment_method.updated", NOON, card(pm, cus, 2031))));
        assertEquals(2031, method(pm).path("expYear").intValue());
        assertEquals("MISSING", method(pm).path("syncStatus").textValue());
    }

    @Test
    void aDetachmentIsAppliedWhateverTheClockSays() {
        stripe.apply(event("payment_method.updated", NOON.plusSeconds(60), card(pm, cus, 2031)));
        assertEquals("APPLIED", stripe.apply(detached(NOON, pm, cus)));
        assertEquals("DETACHED", method(pm).path("status").textValue());
    }

    @Test
    void nothingBringsADetachedPaymentMethodBack() {
        stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        stripe.apply(detached(NOON.plusSeconds(1), pm, cus));
        for (int seconds : List.of(0, 1, 2, 60)) {
            assertEquals(
                    "STALE",
                    stripe.apply(event("payment_method.updated", NOON.plusSeconds(seconds), card(pm, cus, 2035))));
        }
        assertEquals("DETACHED", method(pm).path("status").textValue());
        assertEquals(2030, method(pm).path("expYear").intValue());
    }

    @Test
    void aDetachedPaymentMethodStaysWithItsFormerCustomer() {
        assertEquals("APPLIED", stripe.apply(detached(NOON, pm, cus)));
        assertEquals(
                customer(cus).path("id"),
                method(pm).path("customer").path("id"),
                "known from previous_attributes alone");
    }

    @Test
    void aPaymentMethodIsReadTwiceBeforeALostOwnerIsBelieved() throws StripeException {
        var attached = attachAtStripe();
        String id = attached.path("id").textValue();
        stripe.apply(event("payment_method.attached", NOON, attached));
        account.v1().paymentMethods().detach(id);

        var doubtful = event("payment_method.updated", NOON, attached);
        stripe.deliver(doubtful);
        Awaitility.await().until(() -> error(doubtful), error -> error != null && error.contains("no owner"));
        assertEquals("ACTIVE", method(id).path("status").textValue(), "one read is not enough");
        assertEquals("APPLIED", stripe.settled(doubtful.path("id").textValue()));
        assertEquals("DETACHED", method(id).path("status").textValue());
    }

    @Test
    void theDefaultFollowsStripe() {
        stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        stripe.apply(event("customer.updated", NOON.plusSeconds(5), customerObject(cus, pm)));
        assertEquals(
                pm, customer(cus).path("defaultPaymentMethod").path("stripeId").textValue());
        assertTrue(method(pm).path("isDefault").booleanValue());

        stripe.apply(event("customer.updated", NOON.plusSeconds(10), customerObject(cus, null)));
        assertTrue(customer(cus).path("defaultPaymentMethod").isNull());
    }

    @Test
    void theLegacyDefaultSourceIsADefaultToo() {
        stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        var object = customerObject(cus, null).put("default_source", pm);
        stripe.apply(event("customer.updated", NOON.plusSeconds(5), object));
        assertEquals(
                pm, customer(cus).path("defaultPaymentMethod").path("stripeId").textValue());
    }

    @Test
    void anUnknownDefaultIsReadFirst() throws StripeException {
        var attached = attachAtStripe();
        String owner = attached.path("customer").textValue();
        stripe.apply(event(
                "customer.updated",
                NOON,
                customerObject(owner, attached.path("id").textValue())));
        assertEquals(
                attached.path("id"),
                customer(owner).path("defaultPaymentMethod").path("stripeId"));
    }

    @Test
    void aDefaultThatIsMissingDetachedOrAnothersIsNoDefault() {
        String others = "pm_" + unique();
        String gone = "pm_" + unique();
        stripe.apply(event("payment_method.attached", NOON, card(others, "cus_" + unique(), 2030)));
        stripe.apply(detached(NOON, gone, cus));
        int later = 0;
        for (String id : List.of(others, gone, "pm_" + unique())) {
            later += 5;
            stripe.apply(event("customer.updated", NOON.plusSeconds(later), customerObject(cus, id)));
            assertTrue(customer(cus).path("defaultPaymentMethod").isNull(), id);
        }
    }

    @Test
    void detachingTheDefaultClearsItAndLeavesTheCustomersClock() {
        String other = "pm_" + unique();
        stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        stripe.apply(event("payment_method.attached", NOON, card(other, cus, 2030)));
        stripe.apply(event("customer.updated", NOON.plusSeconds(5), customerObject(cus, pm)));
        stripe.apply(detached(NOON.plusSeconds(60), pm, cus));
        assertTrue(customer(cus).path("defaultPaymentMethod").isNull());

        assertEquals(
                "APPLIED",
                stripe.apply(event("customer.updated", NOON.plusSeconds(30), customerObject(cus, other))),
                "older than the detachment, newer than what is known of the customer");
        assertEquals(
                other,
                customer(cus).path("defaultPaymentMethod").path("stripeId").textValue());
    }

    @Test
    void aDeletedCustomersPaymentMethodsAreSoMarkedAlsoLaterOnes() {
        String late = "pm_" + unique();
        stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        assertEquals(
                "APPLIED", stripe.apply(event("customer.deleted", NOON.plusSeconds(5), customerObject(cus, null))));
        assertEquals("CUSTOMER_DELETED", method(pm).path("status").textValue());

        stripe.apply(event("payment_method.updated", NOON.plusSeconds(10), card(pm, cus, 2033)));
        stripe.apply(event("payment_method.attached", NOON.plusSeconds(10), card(late, cus, 2030)));
        assertEquals(2033, method(pm).path("expYear").intValue());
        assertEquals("CUSTOMER_DELETED", method(pm).path("status").textValue());
        assertEquals("CUSTOMER_DELETED", method(late).path("status").textValue());

        stripe.apply(detached(NOON.plusSeconds(11), pm, cus));
        assertEquals("DETACHED", method(pm).path("status").textValue());
        var gone = customer(cus);
        assertFalse(gone.path("deletedAt").isNull(), "it was merely imported");
        assertEquals(
                "DELETED_AT_PROVIDER",
                gone.path("connectorMappings").path(0).path("endedBecause").textValue());
    }

    @Test
    void nothingBringsADeletedCustomerBack() {
        stripe.apply(event("customer.created", NOON, customerObject(cus, null)));
        stripe.apply(event("customer.deleted", NOON, customerObject(cus, null)));
        assertEquals("STALE", stripe.apply(event("customer.updated", NOON.plusSeconds(60), customerObject(cus, null))));
        assertFalse(customer(cus).path("deletedAt").isNull());
    }

    @Test
    void anUnknownCustomerIsImportedWithItsName() {
        stripe.apply(event(
                "customer.created",
                NOON,
                customerObject(cus, null).put("name", "Zoë").put("email", "z@x.ch")));
        assertEquals("Zoë", customer(cus).path("name").textValue());
        stripe.apply(event(
                "customer.updated",
                NOON.plusSeconds(5),
                customerObject(cus, null).put("name", "Zoé")));
        assertEquals("Zoé", customer(cus).path("name").textValue());
    }

    @Test
    void theCustomerOfAnUnknownPaymentMethodIsReadForItsName() throws StripeException {
        var attached = attachAtStripe();
        stripe.apply(event("payment_method.attached", NOON, attached));
        assertEquals(
                "At Stripe",
                customer(attached.path("customer").textValue()).path("name").textValue());
    }

    @Test
    void withoutImportEventsOfUnknownCustomersWaitUnapplied() {
        var closed = server.connect("closed-" + unique(), "sk_test_closed");
        server.bean(Jdbi.class)
                .useHandle(handle ->
                        handle.execute("UPDATE connector SET import_customers = FALSE WHERE id = ?", closed.id()));
        var deliveries = new StripeDeliveries(server, closed);
        assertEquals("UNMAPPED", deliveries.apply(event("payment_method.attached", NOON, card(pm, cus, 2030))));
        assertEquals("UNMAPPED", deliveries.apply(event("customer.updated", NOON, customerObject(cus, null))));
        assertTrue(methods(pm).isEmpty());
    }

    @Test
    void referencesMayBeExpandedObjects() {
        var object = card(pm, cus, 2030);
        object.set("customer", customerObject(cus, null));
        stripe.apply(event("payment_method.attached", NOON, object));
        assertEquals(customer(cus).path("id"), method(pm).path("customer").path("id"));
        assertEquals(cus, method(pm).path("rawData").path("customer").textValue());
    }

    @Test
    void unknownTypesFieldsAndVersionsNeverFail() {
        var object = (ObjectNode) Json.parse("""
                {"id": "%s", "object": "payment_method", "type": "moon_pay", "customer": "%s", "moon_pay": {"crater": 7},
                 "future": [1], "livemode": false}""".formatted(pm, cus));
        var event = event("payment_method.attached", NOON, object);
        event.putNull("api_version");
        event.remove("request");
        assertEquals("APPLIED", stripe.apply(event));
        assertEquals("OTHER", method(pm).path("type").textValue());
        assertEquals("moon_pay", method(pm).path("providerType").textValue());
        assertEquals(7, method(pm).path("details").path("fields").path("crater").intValue());
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
        assertEquals("APPLIED", stripe.apply(event("payment_method.attached", NOON, object)));
        assertEquals("unknown", method(pm).path("funding").textValue());
    }

    @Test
    void aSetupIntentThatSucceededIsAReasonToRead() throws StripeException {
        var attached = attachAtStripe();
        var intent = account.v1()
                .setupIntents()
                .create(SetupIntentCreateParams.builder()
                        .setCustomer(attached.path("customer").textValue())
                        .setPaymentMethod(attached.path("id").textValue())
                        .build());
        var object = Json.parse(intent.getLastResponse().body());
        assertEquals("APPLIED", stripe.apply(event("setup_intent.succeeded", NOON, object)));
        assertEquals(
                "IN_SYNC",
                method(attached.path("id").textValue()).path("syncStatus").textValue());
    }

    @Test
    void anAttachmentThatAReadCameTooEarlyForStillCounts() throws StripeException {
        var unattached = account.v1()
                .paymentMethods()
                .create(PaymentMethodCreateParams.builder()
                        .setType(PaymentMethodCreateParams.Type.TWINT)
                        .build());
        var intent = (ObjectNode) Json.parse("{\"id\": \"seti_1\", \"object\": \"setup_intent\"}");
        intent.put("payment_method", unattached.getId());
        stripe.apply(event("setup_intent.succeeded", NOON, intent));

        var attached = ((ObjectNode) Json.parse(unattached.getLastResponse().body())).put("customer", cus);
        assertEquals("APPLIED", stripe.apply(event("payment_method.attached", NOON, attached)));
        assertEquals(
                customer(cus).path("id"),
                method(unattached.getId()).path("customer").path("id"));
    }

    @Test
    void aDefaultThatStripeNoLongerKnowsIsNoDefault() {
        stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        stripe.apply(event("customer.updated", NOON.plusSeconds(5), customerObject(cus, pm)));
        assertEquals("APPLIED", stripe.apply(event("payment_method.updated", NOON, card(pm, cus, 2031))));
        assertEquals("MISSING", method(pm).path("syncStatus").textValue());
        assertTrue(customer(cus).path("defaultPaymentMethod").isNull());
    }

    @Test
    void aCustomerThatStripeDeletedIsNotLinkedAnyMore() throws StripeException {
        var alive =
                account.v1().customers().create(CustomerCreateParams.builder().build());
        var object = Json.parse(alive.getLastResponse().body());
        stripe.apply(event("customer.deleted", NOON, object));
        var answer = server.graphql("""
                mutation($id: String!) { createCustomer(input: {connector: {name: "stripe", referenceId: $id}}) {
                  customer { id } userErrors { code } } }""", Map.of("id", alive.getId()));
        assertEquals(
                "PROVIDER_CUSTOMER_NOT_FOUND",
                answer.path("data")
                        .path("createCustomer")
                        .path("userErrors")
                        .path(0)
                        .path("code")
                        .asText(),
                answer.toString());
    }

    @Test
    void anEventOfAnotherAccountHasNoEffect() {
        var foreign =
                event("payment_method.attached", NOON, card(pm, cus, 2030)).put("account", "acct_other");
        assertEquals("REJECTED", stripe.apply(foreign));
        assertTrue(methods(pm).isEmpty());
    }

    @Test
    void oneEventDeliveredTwentyTimesHasOneEffect() {
        var event = event("payment_method.attached", NOON, card(pm, cus, 2030));
        for (int i = 0; i < 20; i++) {
            assertEquals(200, stripe.deliver(event));
        }
        stripe.settled(event.path("id").textValue());
        UUID id = UUID.fromString(method(pm).path("id").textValue());
        int changes = server.bean(Jdbi.class)
                .withHandle(handle -> handle.select(
                                "SELECT COUNT(*) FROM payment_method_change WHERE payment_method_id = ?", id)
                        .mapTo(int.class)
                        .one());
        assertEquals(1, changes);
    }

    @Test
    void anEventThatCannotBeAppliedYetStaysWithItsReason() {
        var elsewhere = server.connect("down-" + unique(), "sk_live_key_that_the_sandbox_refuses");
        var deliveries = new StripeDeliveries(server, elsewhere);
        var event = event("payment_method.attached", NOON, card(pm, cus, 2030));
        deliveries.deliver(event);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> error(event), error -> error != null);
        assertTrue(String.valueOf(error(event)).contains("does not accept the connector's secret key"), error(event));
        assertEquals("PENDING", deliveries.status(event.path("id").textValue()));
    }

    private static String unique() {
        return Ids.next().toString().replace("-", "");
    }

    private static ObjectNode card(String id, String customer, int year) {
        return (ObjectNode) Json.parse("""
                {"id": "%s", "object": "payment_method", "type": "card", "customer": "%s", "livemode": false,
                 "metadata": {}, "billing_details": {"name": "A"},
                 "card": {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": %d, "country": "US",
                  "fingerprint": "F1", "funding": "credit"}}""".formatted(id, customer, year));
    }

    private static ObjectNode withYear(JsonNode method, int year) {
        ObjectNode copy = method.deepCopy();
        ((ObjectNode) copy.path("card")).put("exp_year", year);
        return copy;
    }

    private static ObjectNode detached(Instant at, String id, String formerCustomer) {
        var object = card(id, "", 2030).putNull("customer");
        var event = event("payment_method.detached", at, object);
        ((ObjectNode) event.path("data")).putObject("previous_attributes").put("customer", formerCustomer);
        return event;
    }

    private static ObjectNode customerObject(String id, @Nullable String defaultPaymentMethod) {
        var object = (ObjectNode) Json.parse("""
                {"id": "%s", "object": "customer", "livemode": false, "metadata": {}}""".formatted(id));
        object.putObject("invoice_settings").put("default_payment_method", defaultPaymentMethod);
        return object;
    }

    /** A card that is attached at Stripe, of which nothing was delivered. */
    private static JsonNode attachAtStripe() throws StripeException {
        var owner = account.v1()
                .customers()
                .create(CustomerCreateParams.builder().setName("At Stripe").build());
        var attached = account.v1()
                .paymentMethods()
                .attach(
                        "pm_card_visa",
                        PaymentMethodAttachParams.builder()
                                .setCustomer(owner.getId())
                                .build());
        return Json.parse(attached.getLastResponse().body());
    }

    private static JsonNode methods(String stripeId) {
        return server.graphql("""
                        query($id: String!) {
                          paymentMethods(filter: {stripeId: $id, includeDetached: true}) {
                            nodes {
                              id type providerType expYear funding status syncStatus isDefault rawData
                              customer { id }
                              details { ... on OtherDetails { fields } }
                            }
                          }
                        }""", Map.of("id", stripeId))
                .path("data")
                .path("paymentMethods")
                .path("nodes");
    }

    private static JsonNode method(String stripeId) {
        return methods(stripeId).path(0);
    }

    private static JsonNode customer(String referenceId) {
        return server.graphql("""
                        query($id: String!) {
                          customerByReference(connector: "stripe", referenceId: $id) {
                            id name deletedAt
                            defaultPaymentMethod { stripeId }
                            connectorMappings { endedBecause }
                          }
                        }""", Map.of("id", referenceId)).path("data").path("customerByReference");
    }

    private static @Nullable String error(JsonNode event) {
        return server.bean(Jdbi.class)
                .withHandle(handle -> handle.select(
                                "SELECT error FROM webhook_event WHERE event_id = ?",
                                event.path("id").textValue())
                        .mapTo(String.class)
                        .findOne()
                        .orElse(null));
    }
}
