package io.tenderbook.webhook;

import static io.tenderbook.StripeDeliveries.event;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bank account can be debited for as long as one of its mandates stands. */
class MandateEventsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Account account;

    private final String pm = "pm_" + unique();
    private final String mandate = "mandate_" + unique();

    @BeforeAll
    static void start() {
        account = new Account();
    }

    @AfterAll
    static void stop() {
        account.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_sepaDebit", "pm_bacsDebit", "pm_usBankAccount"})
    void aRevokedMandateShowsAtItsBankAccount(String example) {
        String customer = account.post("/v1/customers", "name=Ada").path("id").asText();
        var intent =
                account.post("/v1/setup_intents", "customer=" + customer, "payment_method=" + example, "confirm=true");
        String method = intent.path("payment_method").asText();
        account.events("payment_method.attached").forEach(account.stripe::apply);
        assertEquals("ACTIVE", account.method(method).path("status").asText());

        String id = intent.path("mandate").asText();
        account.post("/v1/test_helpers/mandates/" + id + "/deactivate");
        JsonNode revoked = account.events("mandate.updated").getLast();

        assertEquals("APPLIED", account.stripe.apply(revoked));
        assertEquals("MANDATE_INACTIVE", account.method(method).path("status").asText());
        assertEquals(true, account.method(method).path("isActive").asBoolean(), "it is the bank's word, not ours");
    }

    @Test
    void aMandateHeardOfBeforeItsPaymentMethodCountsFromTheFirstSight() {
        assertEquals("APPLIED", account.stripe.apply(event("mandate.updated", NOON, mandate(mandate, "inactive"))));
        account.stripe.apply(event("payment_method.attached", NOON, sepa()));
        assertEquals("MANDATE_INACTIVE", status());
    }

    @Test
    void soItDoesWhereTheCustomerIsKnownSoThatManyEventsAreAppliedTogether() {
        account.stripe.apply(event("customer.created", NOON, customer()));
        account.stripe.apply(event("mandate.updated", NOON, mandate(mandate, "inactive")));
        account.stripe.apply(event("payment_method.attached", NOON, sepa()));
        assertEquals("MANDATE_INACTIVE", status());
    }

    @Test
    void aMandateHeardOfBeforeACallersRecordCountsForThatToo() {
        account.stripe.apply(event("mandate.updated", NOON, mandate(mandate, "inactive")));
        account.stripe.apply(event("customer.created", NOON, customer()));
        var created = account.server().graphql("""
                mutation($customer: ID!, $pm: String!) {
                  createPaymentMethod(input: {customerId: $customer, stripeId: $pm, type: SEPA_DEBIT,
                      connector: {name: "stripe"}}) {
                    paymentMethod { status } userErrors { message }
                  }
                }""", Map.of("customer", "cus_of_" + pm, "pm", pm));
        assertEquals(
                "MANDATE_INACTIVE",
                created.at("/data/createPaymentMethod/paymentMethod/status").asText(),
                created.toString());
    }

    @Test
    void anOlderWordOnAMandateIsStale() {
        account.stripe.apply(event("payment_method.attached", NOON, sepa()));
        account.stripe.apply(event("mandate.updated", NOON.plusSeconds(9), mandate(mandate, "active")));
        assertEquals("STALE", account.stripe.apply(event("mandate.updated", NOON, mandate(mandate, "inactive"))));
        assertEquals("ACTIVE", status());
    }

    @Test
    void withinASecondTheMandateIsReadAndUnknownToStripeKeepsTheEventsWord() {
        account.stripe.apply(event("payment_method.attached", NOON, sepa()));
        account.stripe.apply(event("mandate.updated", NOON, mandate(mandate, "pending")));
        assertEquals("APPLIED", account.stripe.apply(event("mandate.updated", NOON, mandate(mandate, "inactive"))));
        assertEquals("MANDATE_INACTIVE", status());
    }

    @Test
    void withinASecondWhatStripeSaysNowCounts() {
        String customer = account.post("/v1/customers", "name=Bo").path("id").asText();
        var intent = account.post(
                "/v1/setup_intents", "customer=" + customer, "payment_method=pm_sepaDebit", "confirm=true");
        String method = intent.path("payment_method").asText();
        account.events("payment_method.attached").forEach(account.stripe::apply);
        String id = intent.path("mandate").asText();

        account.stripe.apply(event("mandate.updated", NOON, mandate(id, method, "active")));
        account.stripe.apply(event("mandate.updated", NOON, mandate(id, method, "inactive")));
        assertEquals("ACTIVE", account.method(method).path("status").asText(), "the mandate stands at Stripe");
    }

    @Test
    void anotherMandateThatStandsKeepsTheBankAccountInUse() {
        account.stripe.apply(event("payment_method.attached", NOON, sepa()));
        account.stripe.apply(event("mandate.updated", NOON, mandate(mandate, "inactive")));
        account.stripe.apply(event("mandate.updated", NOON, mandate("mandate_" + unique(), "active")));
        assertEquals("ACTIVE", status());
    }

    private String status() {
        return account.method(pm).path("status").asText();
    }

    private ObjectNode mandate(String id, String status) {
        return mandate(id, pm, status);
    }

    private static ObjectNode mandate(String id, String method, String status) {
        return (ObjectNode) Json.parse("""
                {"id": "%s", "object": "mandate", "payment_method": "%s", "status": "%s", "type": "multi_use"}""".formatted(id, method, status));
    }

    private ObjectNode sepa() {
        return (ObjectNode) Json.parse("""
                {"id": "%s", "object": "payment_method", "type": "sepa_debit", "customer": "cus_of_%s",
                 "metadata": {}, "sepa_debit": {"last4": "3000", "country": "DE"}}""".formatted(pm, pm));
    }

    private ObjectNode customer() {
        return (ObjectNode) Json.parse("""
                {"id": "cus_of_%s", "object": "customer", "metadata": {}}""".formatted(pm));
    }

    private static String unique() {
        return Ids.next().toString().replace("-", "");
    }
}
