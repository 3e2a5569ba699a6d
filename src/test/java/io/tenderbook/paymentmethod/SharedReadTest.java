package io.tenderbook.paymentmethod;

import static io.tenderbook.StripeDeliveries.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.stripe.PaymentMethodJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of one object that only a read can decide share their reads, but never one that left before they came. */
class SharedReadTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MANY = 50;

    private static Scene scene;
    private static StripeDeliveries stripe;

    @BeforeAll
    static void open() {
        scene = Scene.open();
        stripe = new StripeDeliveries(scene.server(), scene.server().connector("stripe"));
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @BeforeEach
    void heal() {
        scene.stripe().heal();
    }

    @Test
    void manyEventsOfOneSecondAreDecidedByAFewReads() {
        JsonNode method = known();
        String reads = reading(method);
        var release = new CountDownLatch(1);
        scene.stripe().on(reads, scene.stripe().holdBack(release));
        List<ObjectNode> events = IntStream.range(0, MANY)
                .mapToObj(i -> event("payment_method.updated", NOON, stale(method)))
                .toList();
        events.parallelStream().forEach(stripe::deliver);
        awaitTaken(MANY);
        assertTrue(
                lastLease().isBefore(Instant.now().plusSeconds(60).plusMillis(1)),
                "a minute after a death, another instance takes over");

        JsonNode other = known();
        assertEquals(
                "APPLIED",
                stripe.apply(event("payment_method.updated", NOON.plusSeconds(60), other)),
                "a slow read of one object keeps no other waiting");
        release.countDown();
        for (var one : events) {
            assertEquals("APPLIED", stripe.settled(one.path("id").textValue()));
        }
        assertTrue(
                scene.stripe().seen(reads).size() <= 4,
                scene.stripe().seen(reads).toString());
        assertEquals("", turn(method), "Stripe's word, and no event's");
    }

    @Test
    void aReadThatLeftBeforeAnEventCameDoesNotDecideIt() {
        JsonNode method = known();
        String reads = reading(method);
        var release = new CountDownLatch(1);
        scene.stripe().once(reads, scene.stripe().holdBack(release));
        var early = event("payment_method.updated", NOON, stale(method));
        stripe.deliver(early);
        Awaitility.await().until(() -> scene.stripe().seen(reads).size() == 1);

        scene.account().post("/v1/payment_methods/" + method.path("id").textValue(), "metadata[turn]=second");
        var late = event("payment_method.updated", NOON, stale(method));
        stripe.deliver(late);
        awaitTaken(2);
        release.countDown();
        assertEquals("APPLIED", stripe.settled(early.path("id").textValue()));
        assertEquals("APPLIED", stripe.settled(late.path("id").textValue()));
        assertEquals("second", turn(method));
        assertEquals(2, scene.stripe().seen(reads).size());
    }

    @Test
    void aSlowOldAnswerOfOneInstanceDoesNotReplaceANewerOneOfAnother() {
        JsonNode method = known();
        String id = method.path("id").textValue();
        var release = new CountDownLatch(1);
        scene.stripe().once(reading(method), scene.stripe().holdBack(release));
        var slow = event("payment_method.updated", NOON, stale(method));
        stripe.deliver(slow);
        Awaitility.await().until(() -> scene.stripe().seen(reading(method)).size() == 1);

        scene.account().post("/v1/payment_methods/" + id, "metadata[turn]=newer");
        try (var other = scene.server().another(Map.of("micronaut.server.port", -1))) {
            var progress = other.getApplicationContext()
                    .getBean(PaymentMethodSync.class)
                    .follow(
                            scene.server().connector("stripe"),
                            PaymentMethodJson.read(stale(method)),
                            new EventWord("evt_of_the_other", NOON, null, false, null),
                            new Indifferent());
            assertInstanceOf(Progress.HandedOn.class, progress);
            assertEquals("newer", turn(method));
            release.countDown();
            assertEquals("APPLIED", stripe.settled(slow.path("id").textValue()));
        }
        assertEquals("newer", turn(method));
        assertEquals(3, scene.stripe().seen(reading(method)).size(), "the old answer is asked for once more");
    }

    /** Waits until so many events have been taken up that have not ended. */
    private static void awaitTaken(int count) {
        Awaitility.await("events taken up")
                .atMost(Duration.ofSeconds(30))
                .until(() -> scene.server()
                                .bean(Jdbi.class)
                                .withHandle(handle -> handle.select(
                                                "SELECT COUNT(*) FROM webhook_event WHERE status = 'PENDING' AND attempts > 0")
                                        .mapTo(int.class)
                                        .one())
                        >= count);
    }

    private static Instant lastLease() {
        return scene.server()
                .bean(Jdbi.class)
                .withHandle(handle -> handle.select(
                                "SELECT MAX(next_attempt_at) FROM webhook_event WHERE status = 'PENDING'")
                        .mapTo(Instant.class)
                        .one());
    }

    private static String reading(JsonNode method) {
        return "GET /v1/payment_methods/" + method.path("id").textValue();
    }

    /** A payment method that is known here as of noon. */
    private static JsonNode known() {
        String customer = scene.account().customer("Ada");
        String id = scene.account().attach("pm_card_visa", customer);
        JsonNode method = scene.account().get("/v1/payment_methods/" + id);
        assertEquals("APPLIED", stripe.apply(event("payment_method.attached", NOON, method)));
        scene.stripe().forget();
        return method;
    }

    /** The payment method as Stripe never had it. */
    private static ObjectNode stale(JsonNode method) {
        ObjectNode copy = method.deepCopy();
        copy.putObject("metadata").put("turn", "never");
        return copy;
    }

    private static String turn(JsonNode method) {
        return scene.server()
                .graphql(
                        "query ($id: String!) { paymentMethods(filter: {stripeId: $id}) { nodes { metadata } } }",
                        Map.of("id", method.path("id").textValue()))
                .at("/data/paymentMethods/nodes/0/metadata/turn")
                .asText("");
    }

    private static final class Indifferent implements Follower {
        @Override
        public boolean settled(Settlement settlement) {
            return true;
        }

        @Override
        public void ended(Progress progress) {}

        @Override
        public void failed(RuntimeException failure) {
            throw failure;
        }
    }
}
