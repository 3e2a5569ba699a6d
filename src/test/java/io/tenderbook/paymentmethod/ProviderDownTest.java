package io.tenderbook.paymentmethod;

import static io.tenderbook.StripeDeliveries.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.provider.CircuitState;
import io.tenderbook.provider.PaymentProviders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While Stripe is down, its events wait and nothing else does; when it is back, they are applied. */
class ProviderDownTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String READS = "GET .*";
    private static final int EVENTS = 30;

    private Scene scene = Scene.open(Map.of(
            "tenderbook.sync.breaker-pause",
            "1s",
            "tenderbook.sync.reads-per-second",
            0,
            "datasources.default.maximum-pool-size",
            2,
            "datasources.default.connection-timeout",
            10_000));
    private final StripeDeliveries stripe =
            new StripeDeliveries(scene.server(), scene.server().connector("stripe"));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void eventsOutliveAnOutageHoweverLongAndCostStripeLittle() {
        var events = newcomers();
        scene.stripe().on(".*", FaultyStripe.error(503, "api_error"));
        events.forEach(stripe::deliver);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> circuit() == CircuitState.OPEN);
        scene.server()
                .bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "UPDATE webhook_event SET received_at = ?",
                        Instant.now().minus(Duration.ofDays(30))));
        scene.stripe().forget();
        Awaitility.await("three probes")
                .atMost(Duration.ofSeconds(30))
                .until(() -> scene.stripe().seen(READS).size() >= 6);
        assertTrue(scene.stripe().seen(READS).size() < EVENTS, "most are not sent at all");
        assertEquals(0, count("status = 'DEAD'"));
        assertEquals(EVENTS, count("status = 'PENDING'"));

        scene.stripe().heal();
        events.forEach(
                event -> assertEquals("APPLIED", stripe.settled(event.path("id").textValue())));
        assertEquals(CircuitState.CLOSED, circuit());
        assertSameAsStripe(events);
    }

    @Test
    void aStripeThatHangsKeepsNeitherQueriesNorDeliveriesWaiting() {
        var events = newcomers();
        var release = new CountDownLatch(1);
        scene.stripe().on(READS, scene.stripe().waitFor(release));
        events.subList(0, EVENTS / 2).forEach(stripe::deliver);
        Awaitility.await().until(() -> !scene.stripe().seen(READS).isEmpty());

        for (var event : events.subList(EVENTS / 2, EVENTS)) {
            assertEquals(200, stripe.deliver(event));
        }
        String customer = scene.customer();
        assertEquals(customer, scene.query("Node", "id", customer).path("id").textValue());
        Awaitility.await("no connection is held by those who wait for Stripe")
                .until(() -> scene.server()
                                .bean(Jdbi.class)
                                .withHandle(one -> scene.server()
                                        .bean(Jdbi.class)
                                        .withHandle(two -> two.select("SELECT 1")
                                                .mapTo(int.class)
                                                .one()))
                        == 1);
        assertEquals(EVENTS, count("status = 'PENDING'"));

        release.countDown();
        scene.stripe().heal();
        events.forEach(
                event -> assertEquals("APPLIED", stripe.settled(event.path("id").textValue())));
        assertSameAsStripe(events);
    }

    @Test
    void refusalsAreNoOutage() {
        for (int i = 0; i < 20; i++) {
            assertEquals(
                    "APPLIED",
                    stripe.apply(event(
                            "payment_method.attached",
                            NOON,
                            ShopAccount.card(ShopAccount.unknown("pm_"), ShopAccount.unknown("cus_")))));
        }
        assertEquals(20, scene.stripe().seen(READS).size(), "Stripe was asked for each, and knew none");
        assertEquals(CircuitState.CLOSED, circuit());
    }

    @Test
    void noReadIsSentBeforeTheTimeThatStripeAskedFor() {
        var sent = new ConcurrentLinkedDeque<Long>();
        scene.stripe().on(READS, (exchange, body) -> {
            sent.add(System.nanoTime());
            scene.stripe().after(() -> {}).answer(exchange, body);
        });
        scene.stripe().once(READS, (exchange, body) -> {
            sent.add(System.nanoTime());
            exchange.getResponseHeaders().set("Retry-After", "2");
            byte[] refusal = "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Slow down.\"}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(429, refusal.length);
            exchange.getResponseBody().write(refusal);
        });
        var events = newcomers().subList(0, 5);
        assertEquals("APPLIED", stripe.apply(events.getFirst()));
        long waited = Duration.ofNanos(sent.stream().skip(1).findFirst().orElseThrow() - sent.getFirst())
                .toMillis();
        assertTrue(waited >= 2_000, "the next read came after " + waited + " ms");
        assertEquals(1, count("attempts = 1"), "and the wait was no failure");
    }

    /** Attachments at Stripe of which nothing is known here, one event each: its customer has to be read first. */
    private List<ObjectNode> newcomers() {
        return Stream.generate(() -> {
                    var account = scene.account();
                    String id = account.attach("pm_card_visa", account.customer("Ada"));
                    return event("payment_method.attached", NOON, account.get("/v1/payment_methods/" + id));
                })
                .limit(EVENTS)
                .toList();
    }

    private void assertSameAsStripe(List<ObjectNode> events) {
        for (var event : events) {
            var object = event.at("/data/object");
            var here = scene.server()
                    .graphql(
                            "query ($id: String!) { paymentMethods(filter: {stripeId: $id}) { nodes { status customer {"
                                    + " name connectorMappings { referenceId } } } } }",
                            Map.of("id", object.path("id").textValue()))
                    .at("/data/paymentMethods/nodes/0");
            assertEquals("ACTIVE", here.path("status").textValue());
            assertEquals(object.path("customer"), here.at("/customer/connectorMappings/0/referenceId"));
            assertEquals("Ada", here.at("/customer/name").textValue());
        }
    }

    private CircuitState circuit() {
        return scene.server()
                .bean(PaymentProviders.class)
                .circuit(scene.server().connector("stripe").id());
    }

    private int count(String condition) {
        return scene.server()
                .bean(Jdbi.class)
                .withHandle(handle -> handle.select("SELECT COUNT(*) FROM webhook_event WHERE " + condition)
                        .mapTo(int.class)
                        .one());
    }
}
