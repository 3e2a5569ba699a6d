package io.tenderbook.paymentmethod;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.platform.Json;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stripe's answer to a read shows what was when Stripe looked, however late it comes. */
class OldAnswerTest {
    private final Instant start = Instant.now();
    private final CountDownLatch answered = new CountDownLatch(1);
    private Scene scene;
    private StripeDeliveries deliveries;
    private String customer;
    private String method;

    @BeforeEach
    void start() {
        scene = Scene.open();
        deliveries = new StripeDeliveries(scene.server(), scene.server().connector("stripe"));
        customer = scene.account().customer("Ada");
        method = scene.account().attach("pm_card_visa", customer);
        deliveries.apply(customerEvent(start));
        deliveries.apply(methodEvent(start));
    }

    @AfterEach
    void stop() {
        answered.countDown();
        scene.close();
    }

    @Test
    void doesNotOverwriteWhatWasHeardOfThePaymentMethodMeanwhile() {
        String read = beginToRead("GET /v1/payment_methods/.*", methodEvent(start));
        scene.account().post("/v1/payment_methods/" + method, "metadata[turn]=2");
        deliveries.apply(methodEvent(Instant.now().plusSeconds(60)));

        answer(read);

        assertEquals("2", turnOfMethod());
    }

    @Test
    void doesNotOverwriteAsPartOfAListWhatWasHeardOfThePaymentMethodMeanwhile() throws Exception {
        scene.stripe().on("GET /v1/payment_methods.*", scene.stripe().holdBack(answered));
        var connector = scene.server().connector("stripe");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var walk = threads.submit(() -> scene.server()
                    .bean(CustomerPull.class)
                    .pull(connector, customer, Cause.BACKFILL, Settlement.Listener.NONE));
            await().until(() -> scene.stripe().heldBack() > 0);
            scene.stripe().heal();
            scene.account().post("/v1/payment_methods/" + method, "metadata[turn]=2");
            deliveries.apply(methodEvent(Instant.now().plusSeconds(60)));

            answered.countDown();
            walk.get();
        }

        assertEquals("2", turnOfMethod());
    }

    @Test
    void doesNotOverwriteWhatWasHeardOfTheCustomerMeanwhile() {
        String read = beginToRead("GET /v1/customers/.*", customerEvent(start));
        scene.account().post("/v1/customers/" + customer, "name=Grace");
        deliveries.apply(customerEvent(Instant.now().plusSeconds(60)));

        answer(read);

        assertEquals("Grace", nameOfCustomer());
    }

    @Test
    void doesNotMakeAPaymentMethodsChangeStaleThatStripeHadNotSeenThen() {
        String read = beginToRead("GET /v1/payment_methods/.*", methodEvent(start));
        scene.account().post("/v1/payment_methods/" + method, "metadata[turn]=2");
        JsonNode change = methodEvent(Instant.now());
        letPass(change);

        answer(read);
        deliveries.apply(change);

        assertEquals("2", turnOfMethod());
    }

    @Test
    void doesNotMakeACustomersChangeStaleThatStripeHadNotSeenThen() {
        String read = beginToRead("GET /v1/customers/.*", customerEvent(start));
        scene.account().post("/v1/customers/" + customer, "name=Grace");
        JsonNode change = customerEvent(Instant.now());
        letPass(change);

        answer(read);
        deliveries.apply(change);

        assertEquals("Grace", nameOfCustomer());
    }

    /** Delivers an event of the very second of what is known. Returns its id once Stripe has looked. */
    private String beginToRead(String call, JsonNode event) {
        scene.stripe().on(call, scene.stripe().holdBack(answered));
        assertEquals(200, deliveries.deliver(event));
        await().until(() -> scene.stripe().heldBack() > 0);
        scene.stripe().heal();
        return event.path("id").textValue();
    }

    private void answer(String read) {
        answered.countDown();
        deliveries.settled(read);
    }

    /** Waits until an answer's date is so much later than this event that the event would be stale by it. */
    private static void letPass(JsonNode event) {
        long created = event.path("created").longValue();
        await().until(() -> Instant.now().getEpochSecond() > created + 2);
    }

    private JsonNode methodEvent(Instant created) {
        return StripeDeliveries.event(
                "payment_method.updated", created, scene.account().get("/v1/payment_methods/" + method));
    }

    private JsonNode customerEvent(Instant created) {
        return StripeDeliveries.event(
                "customer.updated", created, scene.account().get("/v1/customers/" + customer));
    }

    private String turnOfMethod() {
        return Json.parse(stored("SELECT metadata FROM payment_method WHERE stripe_id = ?", method))
                .path("turn")
                .asText();
    }

    private String nameOfCustomer() {
        return stored(
                "SELECT c.name FROM customer c JOIN connector_mapping m ON m.customer_id = c.id WHERE m.external_id = ?",
                customer);
    }

    private String stored(String sql, String id) {
        return scene.server()
                .bean(Jdbi.class)
                .withHandle(handle -> handle.select(sql, id).mapTo(String.class).one());
    }
}
