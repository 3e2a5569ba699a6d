package io.tenderbook.webhook;

import static io.tenderbook.StripeDeliveries.event;
import static io.tenderbook.webhook.EventObjects.card;
import static io.tenderbook.webhook.EventObjects.customerObject;
import static io.tenderbook.webhook.EventObjects.detached;
import static io.tenderbook.webhook.EventObjects.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The default follows what events say of the customer and of the payment method. */
class DefaultEventsTest {
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
    void theDefaultFollowsStripe() {
        account.stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        account.stripe.apply(event("customer.updated", NOON.plusSeconds(5), customerObject(cus, pm)));
        assertEquals(
                pm,
                account.customer(cus)
                        .path("defaultPaymentMethod")
                        .path("stripeId")
                        .textValue());
        assertTrue(account.method(pm).path("isDefault").booleanValue());

        account.stripe.apply(event("customer.updated", NOON.plusSeconds(10), customerObject(cus, null)));
        assertTrue(account.customer(cus).path("defaultPaymentMethod").isNull());
    }

    @Test
    void theLegacyDefaultSourceIsADefaultToo() {
        account.stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        var object = customerObject(cus, null).put("default_source", pm);
        account.stripe.apply(event("customer.updated", NOON.plusSeconds(5), object));
        assertEquals(
                pm,
                account.customer(cus)
                        .path("defaultPaymentMethod")
                        .path("stripeId")
                        .textValue());
    }

    @Test
    void anUnknownDefaultIsReadFirst() {
        var attached = account.attached();
        String owner = attached.path("customer").textValue();
        account.stripe.apply(event(
                "customer.updated",
                NOON,
                customerObject(owner, attached.path("id").textValue())));
        assertEquals(
                attached.path("id"),
                account.customer(owner).path("defaultPaymentMethod").path("stripeId"));
    }

    @Test
    void aDefaultThatIsMissingDetachedOrAnothersIsNoDefault() {
        String others = "pm_" + unique();
        String gone = "pm_" + unique();
        account.stripe.apply(event("payment_method.attached", NOON, card(others, "cus_" + unique(), 2030)));
        account.stripe.apply(detached(NOON, gone, cus));
        int later = 0;
        for (String id : List.of(others, gone, "pm_" + unique())) {
            later += 5;
            account.stripe.apply(event("customer.updated", NOON.plusSeconds(later), customerObject(cus, id)));
            assertTrue(account.customer(cus).path("defaultPaymentMethod").isNull(), id);
        }
    }

    @Test
    void detachingTheDefaultClearsItAndLeavesTheCustomersClock() {
        String other = "pm_" + unique();
        account.stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        account.stripe.apply(event("payment_method.attached", NOON, card(other, cus, 2030)));
        account.stripe.apply(event("customer.updated", NOON.plusSeconds(5), customerObject(cus, pm)));
        account.stripe.apply(detached(NOON.plusSeconds(60), pm, cus));
        assertTrue(account.customer(cus).path("defaultPaymentMethod").isNull());

        assertEquals(
                "APPLIED",
                account.stripe.apply(event("customer.updated", NOON.plusSeconds(30), customerObject(cus, other))),
                "older than the detachment, newer than what is known of the customer");
        assertEquals(
                other,
                account.customer(cus)
                        .path("defaultPaymentMethod")
                        .path("stripeId")
                        .textValue());
    }

    @Test
    void aDefaultThatStripeNoLongerKnowsIsNoDefault() {
        account.stripe.apply(event("payment_method.attached", NOON, card(pm, cus, 2030)));
        account.stripe.apply(event("customer.updated", NOON.plusSeconds(5), customerObject(cus, pm)));
        assertEquals("APPLIED", account.stripe.apply(event("payment_method.updated", NOON, card(pm, cus, 2031))));
        assertEquals("MISSING", account.method(pm).path("syncStatus").textValue());
        assertTrue(account.customer(cus).path("defaultPaymentMethod").isNull());
    }
}
