package io.tenderbook.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.StripeDeliveries;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events that come after the end of what they are about, from before it, from its second, and even from after it. */
class LateEventTest {
    private static final int OBJECTS = 50;
    private static final int EVENTS_EACH = 20;
    private static final int FAR_SECONDS = 1_000;

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void bringNoDetachedPaymentMethodBack() {
        var tenant = world.tenant();
        IntStream.range(0, OBJECTS).forEach(i -> {
            String customer = tenant.account().customer("Ada");
            String method = tenant.account().attach("pm_card_visa", customer);
            tenant.account().post("/v1/payment_methods/" + method, "metadata[turn]=1");
            tenant.account().post("/v1/customers/" + customer, "invoice_settings[default_payment_method]=" + method);
            tenant.account().post("/v1/payment_methods/" + method + "/detach");
        });
        var events = tenant.events();
        deliver(tenant, events);
        assertEquals(List.of(), Differences.of(tenant));
        var before = changes(tenant);

        deliver(tenant, late(events, event -> isOfPaymentMethod(event) && !isEnd(event), event -> false));

        assertEquals(List.of(), Differences.of(tenant));
        assertEquals(before, changes(tenant));
    }

    @Test
    void bringNoDeletedCustomerBack() {
        var tenant = world.tenant();
        IntStream.range(0, OBJECTS).forEach(i -> {
            String customer = tenant.account().customer("Ada");
            String method = tenant.account().attach("pm_card_visa", customer);
            tenant.account().post("/v1/payment_methods/" + method, "metadata[turn]=1");
            tenant.account().post("/v1/customers/" + customer, "invoice_settings[default_payment_method]=" + method);
            tenant.account().delete("/v1/customers/" + customer);
        });
        var events = tenant.events();
        deliver(tenant, events);
        assertEquals(List.of(), Differences.of(tenant));
        var before = changes(tenant);

        deliver(tenant, late(events, event -> !isEnd(event), LateEventTest::isOfPaymentMethod));

        assertEquals(List.of(), Differences.of(tenant));
        assertEquals(before, changes(tenant));
    }

    /** The end is the first that is heard of them; everything that led to it comes after. */
    @Test
    void bringNothingBackOfWhichOnlyTheEndWasHeard() {
        var tenant = world.tenant();
        IntStream.range(0, OBJECTS).forEach(i -> {
            String customer = tenant.account().customer("Ada");
            String method = tenant.account().attach("pm_card_visa", customer);
            tenant.account().post("/v1/payment_methods/" + method, "metadata[turn]=1");
            if (i % 2 == 0) {
                tenant.account().post("/v1/payment_methods/" + method + "/detach");
            } else {
                tenant.account().delete("/v1/customers/" + customer);
            }
        });
        var events = tenant.events();
        var ends = events.stream().filter(LateEventTest::isEnd).toList();
        Turmoil.deliver(tenant, ends, 4);
        tenant.awaitDrained(ends.size());

        deliver(tenant, events);

        assertEquals(List.of(), Differences.of(tenant));
    }

    private static boolean isEnd(JsonNode event) {
        String type = event.path("type").asText();
        return type.equals("payment_method.detached") || type.equals("customer.deleted");
    }

    private static boolean isOfPaymentMethod(JsonNode event) {
        return event.path("type").asText().startsWith("payment_method.");
    }

    private static void deliver(Tenant tenant, List<JsonNode> events) {
        int known = events(tenant);
        Turmoil.deliver(tenant, events, 1, new Random(events.size()));
        tenant.awaitDrained(known);
        tenant.awaitDrained(events(tenant));
    }

    /**
     * A thousand events like those wanted, each with an id of its own, from long before the end until long after it.
     *
     * @param noNewer whether an event may not come from after what it shows, since Stripe may still tell news of it
     */
    private static List<JsonNode> late(List<JsonNode> events, Predicate<JsonNode> wanted, Predicate<JsonNode> noNewer) {
        var models = events.stream().filter(wanted).toList();
        var random = new Random(models.size());
        List<JsonNode> late = new ArrayList<>();
        for (int i = 0; i < OBJECTS * EVENTS_EACH; i++) {
            JsonNode model = models.get(i % models.size());
            int far = random.nextInt(3) == 0 ? 0 : random.nextInt(2 * FAR_SECONDS) - FAR_SECONDS;
            int shift = noNewer.test(model) ? Math.min(0, far) : far;
            ObjectNode event = StripeDeliveries.fresh(model);
            late.add(event.put("created", event.path("created").longValue() + shift));
        }
        return late;
    }

    private static int events(Tenant tenant) {
        return count(tenant, "SELECT COUNT(*) FROM webhook_event WHERE connector_id = ?");
    }

    private static int changes(Tenant tenant) {
        return count(
                tenant,
                "SELECT COUNT(*) FROM payment_method_change c JOIN payment_method p ON p.id = c.payment_method_id"
                        + " WHERE p.connector_id = ?");
    }

    private static int count(Tenant tenant, String sql) {
        return tenant.jdbi()
                .withHandle(handle -> handle.select(sql, tenant.connector().id())
                        .mapTo(Integer.class)
                        .one());
    }
}
