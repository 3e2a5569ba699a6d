package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Shop.accepted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes in when a caller says who a customer is at the provider. */
class LinkCustomerTest {
    private static TestServer server;

    private Shop shop;
    private String customer;
    private String there;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void openAShop() {
        shop = Shop.open(server, "stripe");
        customer = shop.customer();
        there = shop.stripe().customer();
    }

    @Test
    void paymentMethodsOfEveryTypeAndTheDefaultComeIn() {
        for (String example : List.of("pm_card_amex", "pm_sepaDebit", "pm_twint", "pm_link", "pm_usBankAccount")) {
            shop.stripe().attach(example, there);
        }
        String card = attachedThere();
        shop.stripe().makeDefault(card, there);

        var payload = accepted(shop.linkCustomer(customer, stripe()));
        assertEquals(there, payload.at("/connectorMapping/referenceId").textValue());
        assertEquals("stripe", payload.at("/connectorMapping/connector/name").textValue());
        assertEquals(customer, payload.at("/customer/id").textValue());
        assertEquals(card, payload.at("/customer/defaultPaymentMethod/stripeId").textValue());
        assertEquals(
                List.of("CARD", "CARD", "LINK", "SEPA_DEBIT", "TWINT", "US_BANK_ACCOUNT"),
                shop.rows(
                        "SELECT type FROM payment_method WHERE owner_external_id = ? AND organisation_id = ? ORDER BY type",
                        there));
        var method = shop.method(card);
        assertEquals(customer, method.path("customerId").textValue());
        assertEquals("IMPORT", method.path("source").textValue());
        assertEquals("IN_SYNC", method.path("syncStatus").textValue());
        assertTrue(method.path("isDefault").booleanValue());
        assertEquals("Ada", payload.at("/customer/name").textValue(), "what callers call a customer is theirs");
    }

    @Test
    void linkingAgainAnswersTheSameAndBringsInWhatIsNew() {
        var first = accepted(shop.linkCustomer(customer, stripe()));
        assertEquals(first, shop.linkCustomer(customer, stripe()));
        String card = attachedThere();
        assertEquals(first, shop.linkCustomer(customer, Map.of("name", "stripe")));
        assertEquals(customer, shop.method(card).path("customerId").textValue());
        assertEquals(List.of("ATTACHED"), shop.history(card));
        accepted(shop.linkCustomer(customer, stripe()));
        assertEquals(List.of("ATTACHED"), shop.history(card));
    }

    @Test
    void whatIsNoLongerListedStaysUntilASecondLookAgrees() {
        String card = attachedThere();
        accepted(shop.linkCustomer(customer, stripe()));
        shop.stripe().post("/v1/payment_methods/" + card + "/detach", "");
        accepted(shop.linkCustomer(customer, stripe()));
        assertEquals("ACTIVE", shop.method(card).path("status").textValue());
    }

    @Test
    void anImportedCustomerIsAdopted() {
        String card = attachedThere();
        shop.stripe().saysAttached(shop.stripe().read("/v1/payment_methods/" + card));
        String imported = shop.method(card).path("customerId").textValue();

        accepted(shop.linkCustomer(customer, stripe()));
        assertEquals(customer, shop.method(card).path("customerId").textValue());
        assertTrue(shop.customer(imported).isNull());
        assertEquals(1, shop.customers());
        assertEquals(List.of("ATTACHED"), shop.history(card), "moving house is no change of the payment method");
    }

    @Test
    void aClaimOfTheCustomerIsConfirmed() {
        String card = attachedThere();
        accepted(shop.createPaymentMethod(Claims.with(Claims.card(customer), "stripeId", card)));
        accepted(shop.linkCustomer(customer, stripe()));
        assertEquals("IN_SYNC", shop.method(card).path("syncStatus").textValue());
        assertEquals(customer, shop.method(card).path("customerId").textValue());
        assertEquals("CREATE", shop.method(card).path("source").textValue());
    }

    @Test
    void eventsThatWaitedAreApplied() {
        shop.stripe().importNobody();
        String known = attachedThere();
        String unknown = ShopAccount.unknown("pm_");
        var first = StripeDeliveries.event(
                "payment_method.attached", Instant.now(), shop.stripe().read("/v1/payment_methods/" + known));
        var second = StripeDeliveries.event("payment_method.attached", Instant.now(), ShopAccount.card(unknown, there));
        assertEquals("UNMAPPED", shop.stripe().deliveries().apply(first));
        assertEquals("UNMAPPED", shop.stripe().deliveries().apply(second));
        assertEquals(1, shop.customers());

        accepted(shop.linkCustomer(customer, stripe()));
        shop.stripe().awaits(second, "APPLIED");
        shop.stripe().awaitsEvents(2);
        assertEquals(customer, shop.method(known).path("customerId").textValue());
        assertEquals(customer, shop.method(unknown).path("customerId").textValue());
    }

    @Test
    void moreThanAPageOfPaymentMethodsComesInWhole() {
        for (int count = 0; count < 120; count++) {
            shop.stripe().attach("pm_twint", there);
        }
        accepted(shop.linkCustomer(customer, stripe()));
        assertEquals(
                120,
                shop.rows(
                                "SELECT id FROM payment_method WHERE owner_external_id = ? AND organisation_id = ?"
                                        + " AND customer_id IS NOT NULL",
                                there)
                        .size());
    }

    private Map<String, String> stripe() {
        return Map.of("name", "stripe", "referenceId", there);
    }

    private String attachedThere() {
        return shop.stripe().attach("pm_card_visa", there).path("id").textValue();
    }
}
