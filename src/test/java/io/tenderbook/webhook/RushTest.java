package io.tenderbook.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of pending events while many deliveries wait for their answer. */
class RushTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int PENDING = 96;

    private static TestServer server;
    private static StripeDeliveries stripe;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("tenderbook.webhooks.apply", false));
        stripe = new StripeDeliveries(server, server.connect("stripe", "sk_test_nobody"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void pending() {
        String customer = unique("cus_");
        var created = event("customer.created", "{\"id\": \"%s\", \"object\": \"customer\"}".formatted(customer));
        assertEquals(200, stripe.deliver(created));
        server.bean(EventBatch.class)
                .apply(Pace.FULL.batch())
                .left()
                .forEach(server.bean(EventDispatch.class)::dispatch);
        assertEquals("APPLIED", stripe.status(created.path("id").textValue()));
        for (int i = 0; i < PENDING; i++) {
            assertEquals(200, stripe.deliver(attached(customer)));
        }
    }

    @Test
    void deliveriesGoFirstAsLongAsARushLasts() throws Exception {
        try (var rush = new Rush(Pace.RUSH)) {
            assertEquals(Pace.SLOW.batch(), applyDue());
            assertEquals(Pace.SLOW.batch(), applyDue());
            rush.end();
        }
        assertEquals(PENDING - 2 * Pace.SLOW.batch(), applyDue());
    }

    @Test
    void fewDeliveriesHoldNothingUp() throws Exception {
        try (var fewer = new Rush(Pace.RUSH - 1)) {
            assertEquals(PENDING, applyDue());
            fewer.end();
        }
    }

    @Test
    void eventsThatHaveWaitedForLongAreHeldUpByNoRush() throws Exception {
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "UPDATE webhook_event SET received_at = ? WHERE status = 'PENDING'"
                                + " ORDER BY next_attempt_at, id LIMIT ?",
                        Instant.now().minus(Pace.HELD_UP_AT_MOST),
                        Pace.SLOW.batch()));
        try (var rush = new Rush(Pace.RUSH)) {
            assertEquals(Pace.SLOW.batch(), applyDue());
            assertEquals(PENDING - Pace.SLOW.batch(), applyDue());
            rush.end();
        }
    }

    private static int applyDue() throws InterruptedException {
        return server.bean(WebhookWorker.class).applyDue();
    }

    private static ObjectNode attached(String customer) {
        return event("payment_method.attached", """
                {"id": "%s", "object": "payment_method", "customer": "%s", "type": "card",
                 "card": {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2040}}""".formatted(unique("pm_"), customer));
    }

    /** Of a type that nothing is to be done for. */
    private static ObjectNode ignored() {
        return event("radar.early_fraud_warning.created", "{\"id\": \"issfr_1\"}");
    }

    private static ObjectNode event(String type, String object) {
        return StripeDeliveries.event(type, NOON, ((ObjectNode) Json.parse(object)).put("livemode", false));
    }

    private static String unique(String prefix) {
        return prefix + Ids.next().toString().replace("-", "");
    }

    /** Deliveries, each of which waits until the rush ends: one repeats what somebody has locked, and the others wait for it. */
    private static final class Rush implements AutoCloseable {
        private final Handle locking = server.bean(Jdbi.class).open();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final List<Future<Integer>> answers = new ArrayList<>();

        Rush(int deliveries) {
            var repeated = ignored();
            assertEquals(200, stripe.deliver(repeated));
            locking.begin();
            locking.select(
                            "SELECT id FROM webhook_event WHERE event_id = ? FOR UPDATE",
                            repeated.path("id").textValue())
                    .mapTo(byte[].class)
                    .one();
            deliver(repeated);
            awaitWaiting(1);
            for (int i = 1; i < deliveries; i++) {
                deliver(ignored());
            }
            awaitWaiting(deliveries);
        }

        private void deliver(ObjectNode event) {
            answers.add(threads.submit(() -> stripe.deliver(event)));
        }

        private static void awaitWaiting(int deliveries) {
            Awaitility.await().until(() -> server.bean(Arrivals.class).waiting() == deliveries);
        }

        void end() throws Exception {
            locking.rollback();
            for (var answer : answers) {
                assertEquals(200, answer.get());
            }
            assertEquals(0, server.bean(Arrivals.class).waiting());
        }

        @Override
        public void close() {
            locking.close();
            threads.close();
        }
    }
}
