package io.tenderbook.webhook;

import static io.tenderbook.StripeDeliveries.event;
import static io.tenderbook.webhook.EventObjects.card;
import static io.tenderbook.webhook.EventObjects.customerObject;
import static io.tenderbook.webhook.EventObjects.detached;
import static io.tenderbook.webhook.EventObjects.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.StripeDeliveries;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What events of a customer do to it, and to the payment methods it has. */
class CustomerEventsTest {
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
    void aDeletedCustomersPaymentMethodsAreSoMarkedAlsoLaterOnes() {
        String late = "pm_" + unique();
        account.stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        assertEquals(
                "APPLIED",
                account.stripe.apply(event("customer.deleted", NOON.plusSeconds(5), customerObject(cus, null))));
        assertEquals("CUSTOMER_DELETED", account.method(pm).path("status").textValue());

        account.stripe.apply(event("payment_method.updated", NOON.plusSeconds(10), card(pm, cus, 2033)));
        account.stripe.apply(event("payment_method.attached", NOON.plusSeconds(10), card(late, cus, 2030)));
        assertEquals(2033, account.method(pm).path("expYear").intValue());
        assertEquals("CUSTOMER_DELETED", account.method(pm).path("status").textValue());
        assertEquals("CUSTOMER_DELETED", account.method(late).path("status").textValue());

        account.stripe.apply(detached(NOON.plusSeconds(11), pm, cus));
        assertEquals("DETACHED", account.method(pm).path("status").textValue());
        var gone = account.customer(cus);
        assertFalse(gone.path("deletedAt").isNull(), "it was merely imported");
        assertEquals(
                "DELETED_AT_PROVIDER",
                gone.path("connectorMappings").path(0).path("endedBecause").textValue());
    }

    @Test
    void nothingBringsADeletedCustomerBack() {
        account.stripe.apply(event("customer.created", NOON, customerObject(cus, null)));
        account.stripe.apply(event("customer.deleted", NOON, customerObject(cus, null)));
        assertEquals(
                "STALE",
                account.stripe.apply(event("customer.updated", NOON.plusSeconds(60), customerObject(cus, null))));
        assertFalse(account.customer(cus).path("deletedAt").isNull());
    }

    @Test
    void anUnknownCustomerIsImportedWithItsName() {
        account.stripe.apply(event(
                "customer.created",
                NOON,
                customerObject(cus, null).put("name", "Zoë").put("email", "z@x.ch")));
        assertEquals("Zoë", account.customer(cus).path("name").textValue());
        account.stripe.apply(event(
                "customer.updated",
                NOON.plusSeconds(5),
                customerObject(cus, null).put("name", "Zoé")));
        assertEquals("Zoé", account.customer(cus).path("name").textValue());
    }

    @Test
    void withoutImportEventsOfUnknownCustomersWaitUnapplied() {
        var closed = account.server().connect("closed-" + unique(), "sk_test_closed");
        account.server()
                .bean(Jdbi.class)
                .useHandle(handle ->
                        handle.execute("UPDATE connector SET import_customers = FALSE WHERE id = ?", closed.id()));
        var deliveries = new StripeDeliveries(account.server(), closed);
        assertEquals("UNMAPPED", deliveries.apply(event("payment_method.attached", NOON, card(pm, cus, 2030))));
        assertEquals("UNMAPPED", deliveries.apply(event("customer.updated", NOON, customerObject(cus, null))));
        assertTrue(account.methods(pm).isEmpty());
    }

    @Test
    void aCustomerThatStripeDeletedIsNotLinkedAnyMore() {
        var alive = account.post("/v1/customers", "name=Ada");
        account.stripe.apply(event("customer.deleted", NOON, alive));
        var answer = account.server().graphql("""
                mutation($id: String!) { createCustomer(input: {connector: {name: "stripe", referenceId: $id}}) {
                  customer { id } userErrors { code } } }""", Map.of("id", alive.path("id").textValue()));
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
}
