package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Shop.accepted;
import static io.tenderbook.paymentmethod.Shop.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose a claimed payment method becomes when the provider says to which of its customers it belongs. */
class OwnershipTest {
    private static TestServer server;

    private Shop shop;
    private String customer;

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
        shop = Shop.open(server, "stripe", "stripe-b");
        customer = shop.customer();
    }

    @Test
    void anUnmappedCustomerOfTheProviderBecomesTheClaimant() {
        String there = shop.stripe().customer();
        String claimed = claimed(customer);
        shop.stripe().saysAttached(claimed, there);
        assertOwned(claimed, customer, there);
        assertEquals(1, shop.customers(), "nobody else was made");
        assertEquals(List.of("CREATED", "ATTACHED"), shop.history(claimed));
    }

    @Test
    void soDoesOneThatTheProviderNoLongerKnows() {
        String there = ShopAccount.unknown("cus_");
        String claimed = claimed(customer);
        shop.stripe().saysAttached(claimed, there);
        assertOwned(claimed, customer, there);
        assertEquals(1, shop.customers(), "nobody else was made");
    }

    @Test
    void anImportedCustomerIsAdoptedWithItsMethodsItsDefaultAndItsHistory() {
        String there = shop.stripe().customer();
        var earlier = shop.stripe().attach("pm_card_visa", there);
        String earlierId = earlier.path("id").textValue();
        shop.stripe().makeDefault(earlierId, there);
        shop.stripe().saysAttached(earlier);
        shop.stripe().applied("customer.updated", shop.stripe().read("/v1/customers/" + there));
        String imported = shop.method(earlierId).path("customerId").textValue();
        assertNotEquals(customer, imported);

        String claimed = claimed(customer);
        shop.stripe().saysAttached(claimed, there);
        assertOwned(claimed, customer, there);
        assertOwned(earlierId, customer, there);
        assertTrue(shop.customer(imported).isNull());
        assertEquals(1, shop.customers());
        assertEquals(
                earlierId,
                shop.customer(customer).at("/defaultPaymentMethod/stripeId").textValue());
        assertEquals(List.of(hex(customer)), owners(earlierId), "its history moves too");
    }

    @Test
    void aRecordGoesToWhomElseACallerMappedTheProvidersCustomer() {
        String other = shop.customer();
        String there = shop.link(other, "stripe");
        String claimed = claimed(customer);
        shop.stripe().saysAttached(claimed, there);
        assertOwned(claimed, other, there);
        assertEquals(0, shop.customer(customer).path("connectorMappings").size());
        assertEquals(List.of("CREATED", "MOVED"), shop.history(claimed));
        String reason = shop.rows(
                        "SELECT reason FROM payment_method_change WHERE kind = ? AND organisation_id = ?", "MOVED")
                .getFirst();
        assertTrue(reason.contains(there), reason);
    }

    @Test
    void aRecordOfSomebodyMappedElsewhereGoesToTheProvidersCustomer() {
        shop.link(customer, "stripe");
        String there = shop.stripe().customer();
        String claimed = claimed(customer);
        shop.stripe().saysAttached(claimed, there);
        assertEquals(List.of("CREATED", "MOVED"), shop.history(claimed));
        String owner = shop.customerByReference("stripe", there).path("id").textValue();
        assertOwned(claimed, owner, there);
        assertNotEquals(customer, owner);
    }

    @Test
    void aMappingAtAnotherConnectorDoesNotStandInTheWay() {
        String elsewhere = shop.link(customer, "stripe-b");
        String there = shop.stripe().customer();
        String claimed = claimed(customer);
        assertEquals("stripe-b", shop.method(claimed).at("/connector/name").textValue());
        shop.account("stripe-b").saysAttached(claimed, elsewhere);
        assertEquals(customer, shop.method(claimed).path("customerId").textValue());

        String second = shop.stripe().attach("pm_card_visa", there).path("id").textValue();
        accepted(shop.linkCustomer(customer, Map.of("name", "stripe", "referenceId", there)));
        assertOwned(second, customer, there);
    }

    @Test
    void whatWaitedForTheProvidersCustomerIsAppliedOnceItIsAdopted() {
        shop.stripe().importNobody();
        String there = ShopAccount.unknown("cus_");
        String waiting = ShopAccount.unknown("pm_");
        var event = StripeDeliveries.event("payment_method.attached", Instant.now(), ShopAccount.card(waiting, there));
        assertEquals("UNMAPPED", shop.stripe().deliveries().apply(event));

        shop.stripe().saysAttached(claimed(customer), there);
        shop.stripe().awaits(event, "APPLIED");
        assertOwned(waiting, customer, there);
    }

    @Test
    void whatWaitedForACustomerThatWeMadeIsAppliedOnceItIsKnownAsOurs() {
        shop.stripe().importNobody();
        var there = shop.stripe().post("/v1/customers", "metadata[tenderbook_customer_id]=" + customer);
        String thereId = there.path("id").textValue();
        String waiting = ShopAccount.unknown("pm_");
        var event =
                StripeDeliveries.event("payment_method.attached", Instant.now(), ShopAccount.card(waiting, thereId));
        assertEquals("UNMAPPED", shop.stripe().deliveries().apply(event));

        shop.stripe().applied("customer.created", there);
        shop.stripe().awaits(event, "APPLIED");
        assertOwned(waiting, customer, thereId);
    }

    @Test
    void anImportedCustomerThatACallerMappedElsewhereIsNoLongerMerelyImported() {
        String there = shop.stripe().customer();
        shop.stripe().saysAttached(ShopAccount.unknown("pm_"), there);
        String imported = shop.customerByReference("stripe", there).path("id").textValue();
        shop.link(imported, "stripe-b");
        shop.link(customer, "stripe-b");
        refused(
                "CONNECTOR_REFERENCE_TAKEN",
                shop.linkCustomer(customer, Map.of("name", "stripe", "referenceId", there)));
        assertEquals(2, shop.customers());
    }

    @Test
    void aClaimForACustomerWhoIsBeingAdoptedIsNotLeftWithNobody() throws Exception {
        for (int round = 0; round < 30; round++) {
            String adopter = shop.customer();
            String there = shop.stripe().customer();
            shop.stripe().saysAttached(ShopAccount.unknown("pm_"), there);
            String imported =
                    shop.customerByReference("stripe", there).path("id").textValue();
            var link = Map.of("name", "stripe", "referenceId", there);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var linking = threads.submit(() -> accepted(shop.linkCustomer(adopter, link)));
                while (!linking.isDone()) {
                    shop.createPaymentMethod(Claims.card(imported));
                }
                linking.get();
            }
        }
        assertEquals(
                List.of(),
                shop.rows(
                        "SELECT p.stripe_id FROM payment_method p LEFT JOIN customer c ON c.id = p.customer_id"
                                + " WHERE c.id IS NULL AND 0 = ? AND p.organisation_id = ?",
                        0));
    }

    /** Records a payment method by a caller's word alone. Returns the provider's id of it. */
    private String claimed(String customerId) {
        var claim = Claims.card(customerId);
        if (shop.customer(customerId).path("connectorMappings").isEmpty()) {
            claim = Claims.with(claim, "connector", Map.of("name", "stripe"));
        }
        accepted(shop.createPaymentMethod(claim));
        return Claims.id(claim);
    }

    private void assertOwned(String stripeId, String owner, String there) {
        assertEquals(owner, shop.method(stripeId).path("customerId").textValue());
        assertEquals("IN_SYNC", shop.method(stripeId).path("syncStatus").textValue());
        assertEquals(owner, shop.customerByReference("stripe", there).path("id").textValue());
    }

    private List<String> owners(String stripeId) {
        return shop.rows(
                "SELECT DISTINCT HEX(c.customer_id) FROM payment_method_change c JOIN payment_method p"
                        + " ON p.id = c.payment_method_id WHERE p.stripe_id = ? AND p.organisation_id = ?",
                stripeId);
    }

    private static String hex(String id) {
        return id.replace("-", "").toUpperCase(Locale.ROOT);
    }
}
