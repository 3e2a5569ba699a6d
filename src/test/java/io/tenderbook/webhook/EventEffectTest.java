package io.tenderbook.webhook;

import static io.tenderbook.StripeDeliveries.event;
import static io.tenderbook.webhook.EventObjects.card;
import static io.tenderbook.webhook.EventObjects.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.StripeDeliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An event has its effect once, or none, or says why it has none yet. */
class EventEffectTest {
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
    void anEventOfAnotherAccountHasNoEffect() {
        var foreign =
                event("payment_method.attached", NOON, card(pm, cus, 2030)).put("account", "acct_other");
        assertEquals("REJECTED", account.stripe.apply(foreign));
        assertTrue(account.methods(pm).isEmpty());
    }

    @Test
    void oneEventDeliveredTwentyTimesHasOneEffect() {
        var event = event("payment_method.attached", NOON, card(pm, cus, 2030));
        for (int i = 0; i < 20; i++) {
            assertEquals(200, account.stripe.deliver(event));
        }
        account.stripe.settled(event.path("id").textValue());
        UUID id = UUID.fromString(account.method(pm).path("id").textValue());
        int changes = account.server()
                .bean(Jdbi.class)
                .withHandle(handle -> handle.select(
                                "SELECT COUNT(*) FROM payment_method_change WHERE payment_method_id = ?", id)
                        .mapTo(int.class)
                        .one());
        assertEquals(1, changes);
    }

    @Test
    void anEventThatCannotBeAppliedYetStaysWithItsReason() {
        var elsewhere = account.server().connect("down-" + unique(), "sk_live_key_that_the_sandbox_refuses");
        var deliveries = new StripeDeliveries(account.server(), elsewhere);
        var event = event("payment_method.attached", NOON, card(pm, cus, 2030));
        deliveries.deliver(event);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> account.error(event), error -> error != null);
        assertTrue(
                String.valueOf(account.error(event)).contains("does not accept the connector's secret key"),
                account.error(event));
        assertEquals("PENDING", deliveries.status(event.path("id").textValue()));
    }
}
