package io.tenderbook.paymentmethod;

import static io.tenderbook.StripeDeliveries.event;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.organisation.Role;
import io.tenderbook.paymentmethod.FaultyStripe.Fault;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.CircuitState;
import io.tenderbook.provider.PaymentProviders;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Stripe fails in every way at once, at one connector each, and everybody is answered all the same. */
class StripeOutageTest {
    private static final Duration PROMISED = Duration.ofSeconds(10);

    /** Sent, or refused by the circuit breaker that had seen enough of those that were. */
    private static final Set<String> EITHER = Set.of("OUTCOME_UNKNOWN", "PROVIDER_UNAVAILABLE");

    /** As many as the circuit breaker has to see. */
    private static final int MUTATIONS = 5;

    /** How Stripe fails at a connector, and what callers are told of it. */
    private record Way(String connector, Fault fault, Set<String> outcomes) {
        String key() {
            return "sk_test_" + connector;
        }
    }

    @Test
    void mutationsAreAnsweredInTimeAndNothingElseWaits() {
        var never = new CountDownLatch(1);
        try (var scene = Scene.open(
                        Map.of("tenderbook.sync.breaker-pause", "1m", "datasources.default.maximum-pool-size", 5));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ways = List.of(
                    new Way("hanging", scene.stripe().waitFor(never), EITHER),
                    new Way("cutting", FaultyStripe.hangUp(), EITHER),
                    new Way("failing", FaultyStripe.error(500, "api_error"), EITHER),
                    new Way(
                            "limiting",
                            FaultyStripe.error(429, "invalid_request_error"),
                            Set.of("PROVIDER_UNAVAILABLE")));
            List<CompletableFuture<Void>> asked = new ArrayList<>();
            List<List<String>> customers =
                    ways.stream().map(way -> customersAt(scene, way)).toList();
            var stripe = new StripeDeliveries(scene.server(), scene.server().connector("stripe"));
            scene.stripe().on("POST .*", (exchange, body) -> {
                String key = exchange.getRequestHeaders().getFirst("Authorization");
                for (Way way : ways) {
                    if (key.endsWith(way.key())) {
                        way.fault().answer(exchange, body);
                    }
                }
            });

            for (int i = 0; i < ways.size(); i++) {
                Way way = ways.get(i);
                for (String customer : customers.get(i)) {
                    asked.add(CompletableFuture.runAsync(
                            () -> {
                                String outcome = attach(scene, customer);
                                assertTrue(way.outcomes().contains(outcome), way.connector() + ": " + outcome);
                            },
                            threads));
                }
            }
            var all = CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new));
            var others = new AtomicInteger();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                String someone = customers.getFirst().getFirst();
                assertEquals(
                        someone,
                        answer(scene, "Node", Map.of("id", someone)).path("id").textValue());
                assertEquals(
                        200, stripe.deliver(event("invoice.paid", Instant.now(), ShopAccount.card("pm_1", "cus_1"))));
                others.incrementAndGet();
                return all.isDone();
            });
            all.join();
            assertTrue(others.get() > MUTATIONS, "others were answered meanwhile: " + others);
            for (Way way : ways) {
                assertEquals(CircuitState.OPEN, circuit(scene, way.connector()), way.connector());
            }
            assertEquals(CircuitState.CLOSED, circuit(scene, "stripe"));
        } finally {
            never.countDown();
        }
    }

    private static List<String> customersAt(Scene scene, Way way) {
        scene.server().connect(way.connector(), way.key());
        List<String> customers = new ArrayList<>();
        for (int i = 0; i < MUTATIONS; i++) {
            String customer = scene.customer();
            scene.link(
                    customer, way.connector(), scene.stripe().account(way.key()).customer("Ada"));
            customers.add(customer);
        }
        return customers;
    }

    private static String attach(Scene scene, String customer) {
        var payload = answer(
                scene,
                "AttachPaymentMethod",
                Map.of("input", Map.of("customerId", customer, "paymentMethodId", "pm_card_visa")));
        return payload.at("/userErrors/0/code").asText("DONE");
    }

    /** Runs a stored document. Fails where no answer comes in the time that is promised. */
    private static JsonNode answer(Scene scene, String operation, Map<String, ?> variables) {
        String body = Json.write(Map.of("query", Scene.document(operation), "variables", variables));
        var answer = scene.server()
                .send(scene.server()
                        .as(Role.WRITER, "/graphql")
                        .header("Content-Type", "application/json")
                        .timeout(PROMISED)
                        .POST(BodyPublishers.ofString(body)));
        return Json.parse(answer.body()).path("data").elements().next();
    }

    private static CircuitState circuit(Scene scene, String connector) {
        return scene.server()
                .bean(PaymentProviders.class)
                .circuit(scene.server().connector(connector).id());
    }
}
