package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.error;
import static io.tenderbook.paymentmethod.Scene.failed;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code syncCustomer} brings one customer in step with Stripe, whatever its events have said. */
class SyncCustomerTest {
    private static Scene scene;
    private static Aftermath aftermath;

    private final String key = Ids.next().toString();

    private String customer;
    private String there;

    /** Ours; a card that both sides know. */
    private String card;

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
    void knowACustomer() {
        scene.stripe().heal();
        customer = scene.customerAt("stripe");
        there = scene.externalId(customer, "stripe");
        card = scene.attached(customer, "pm_card_visa");
        scene.stripe().forget();
    }

    @Test
    void whatNoEventToldIsHealedAndCounted() {
        String missed = scene.account().attach("pm_card_amex", there);
        scene.account().post("/v1/payment_methods/" + stripeId(card), "card[exp_year]=2044");
        scene.account().post("/v1/customers/" + there, "invoice_settings[default_payment_method]=" + missed);

        var payload = succeeded(sync());

        assertEquals(customer, payload.at("/customer/id").textValue());
        assertCounts(2, 1, 2, 0, 0, payload); // the customer's default counts as a change too
        aftermath.assertInStep(customer, "after syncCustomer");
        assertEquals(missed, scene.defaultOf(customer));
        assertEquals(2044, number("SELECT exp_year FROM payment_method WHERE stripe_id = ?", stripeId(card)));
    }

    @Test
    void oneThatIsInStepIsCountedUnchangedAndNothingHappensToIt() {
        sync();

        assertCounts(1, 0, 0, 2, 0, succeeded(sync()));

        assertEquals(List.of("ATTACHED"), scene.changes(card));
    }

    @Test
    void aDetachmentIsToldToBeUnsettledUntilASecondReadAgrees() {
        String gone = stripeId(card);
        scene.account().post("/v1/payment_methods/" + gone + "/detach");

        assertCounts(1, 0, 0, 1, 1, succeeded(sync()));

        assertEquals("ACTIVE", scene.method(card).path("status").textValue());
    }

    @Test
    void aReaderMayNot() {
        var answer = scene.server()
                .graphql(Role.READER, Scene.document("SyncCustomer"), Map.of("input", Map.of("customerId", customer)));

        assertEquals("FORBIDDEN", answer.at("/errors/0/extensions/code").textValue(), answer.toString());
        assertEquals(List.of(), scene.stripe().seen(".*"));
    }

    @Test
    void anotherOrganisationsCustomerIsAnsweredLikeAnUnknownOne() {
        String theirs = Shop.open(scene.server()).customer();

        var payload = scene.run("SyncCustomer", "customerId", theirs);

        failed("CUSTOMER_NOT_FOUND", payload);
        assertEquals(scene.run("SyncCustomer", "customerId", Ids.next().toString()), payload);
        assertEquals(List.of(), scene.stripe().seen(".*"));
    }

    @Test
    void oneThatIsMappedNowhereCannotBeRead() {
        failed("CONNECTOR_MAPPING_NOT_FOUND", scene.run("SyncCustomer", "customerId", scene.customer()));
    }

    @Test
    void nothingChangesWhileStripeIsDown() {
        scene.account().attach("pm_card_amex", there);
        scene.stripe().on(".*", FaultyStripe.error(503, "api_error"));
        var before = List.of(scene.method(card), scene.methods(customer), scene.changes(card));

        failed("PROVIDER_UNAVAILABLE", sync("idempotencyKey", key));

        assertEquals(before, List.of(scene.method(card), scene.methods(customer), scene.changes(card)));
        scene.stripe().heal();
        var healed = succeeded(sync("idempotencyKey", key));
        assertEquals(1, healed.at("/synced/created").intValue(), "asking again under the same key goes on: " + healed);
    }

    @Test
    void equalRequestsUnderOneKeyAreOneWalk() {
        var first = succeeded(sync("idempotencyKey", key));
        int calls = scene.stripe().seen(".*").size();
        assertTrue(calls > 0);
        scene.account().attach("pm_card_amex", there);

        var again = sync("idempotencyKey", key);

        assertEquals(first.path("synced"), again.path("synced"));
        assertEquals(calls, scene.stripe().seen(".*").size());
        assertEquals(1, scene.methods(customer).size());
        error(
                "IDEMPOTENCY_KEY_REUSED",
                scene.run("SyncCustomer", "customerId", scene.customerAt("stripe"), "idempotencyKey", key));
    }

    private JsonNode sync(@Nullable Object... more) {
        Object[] input = new Object[2 + more.length];
        input[0] = "customerId";
        input[1] = customer;
        System.arraycopy(more, 0, input, 2, more.length);
        return scene.run("SyncCustomer", input);
    }

    private static void assertCounts(
            int methods, int created, int changed, int unchanged, int unsettled, JsonNode payload) {
        String expected = "{\"methods\":%d,\"created\":%d,\"changed\":%d,\"unchanged\":%d,\"unsettled\":%d}"
                .formatted(methods, created, changed, unchanged, unsettled);
        assertEquals(expected, payload.path("synced").toString());
    }

    private static String stripeId(String id) {
        return scene.method(id).path("stripeId").textValue();
    }

    private static int number(String sql, String value) {
        return scene.server()
                .bean(Jdbi.class)
                .withHandle(
                        handle -> handle.select(sql, value).mapTo(Integer.class).one());
    }
}
