package io.tenderbook.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.sandbox.Fault;
import io.tenderbook.sandbox.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A mutation and an event race for the first sight of a payment method, a thousand times. */
class FirstSightTest {
    private static final int CUSTOMERS = 20;
    private static final int RACES = 500;
    private static final int AT_ONCE = 12;

    private static World world;
    private static Tenant tenant;

    /** Our id and Stripe's. */
    private record Customer(String id, String externalId) {}

    private static List<Customer> customers;

    @BeforeAll
    static void start() {
        world = new World();
        tenant = world.callersTenant();
        customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> {
                    var payload = run("CreateCustomer", Map.of("name", "Ada", "connector", Map.of("name", "stripe")));
                    return new Customer(
                            payload.at("/customer/id").textValue(),
                            payload.at("/customer/connectorMappings/0/referenceId")
                                    .textValue());
                })
                .toList();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** Half of Stripe's answers are held back, so that now these and now their events come first. */
    @Test
    void isOneWhetherAnAttachmentIsAnsweredOrHeardOfFirst() {
        world.sandbox()
                .begin(
                        Faults.seeded(1)
                                .only("POST")
                                .odds(Fault.SLOW, 50)
                                .slowest(Duration.ofMillis(60))
                                .odds(Fault.LATE, 50)
                                .latest(Duration.ofMillis(60)),
                        tenant.account().key());

        race(customer -> {
            String method = created();
            run("AttachPaymentMethod", Map.of("customerId", customer.id(), "paymentMethodId", method));
            return method;
        });
    }

    @Test
    void isOneWhetherACallerOrAnEventTellsFirst() {
        world.sandbox().endFaults(tenant.account().key());

        race(customer -> {
            String method = created();
            var attaching = CompletableFuture.runAsync(() -> tenant.account()
                    .post("/v1/payment_methods/" + method + "/attach", "customer=" + customer.externalId()));
            run(
                    "CreatePaymentMethod",
                    Map.of(
                            "customerId",
                            customer.id(),
                            "stripeId",
                            method,
                            "type",
                            "CARD",
                            "last4",
                            "4242",
                            "brand",
                            "visa",
                            "expMonth",
                            8,
                            "expYear",
                            2042,
                            "country",
                            "US",
                            "fingerprint",
                            "caller",
                            "funding",
                            "credit"));
            attaching.join();
            return method;
        });
    }

    private static void race(Turmoil.Work<Customer, String> race) {
        var methods = Turmoil.all(
                AT_ONCE,
                IntStream.range(0, RACES)
                        .mapToObj(i -> customers.get(i % customers.size()))
                        .toList(),
                race);

        tenant.awaitDrained(tenant.events().size());
        assertEquals(RACES, methods.stream().distinct().count());
        assertEquals(List.of(), Differences.of(tenant));
        assertEquals(
                List.of(),
                tenant.jdbi()
                        .withHandle(handle -> handle.select(
                                        "SELECT CONCAT_WS(' ', event_id, type, status, attempts, error) FROM webhook_event"
                                                + " WHERE connector_id = ? AND attempts > 1",
                                        tenant.connector().id())
                                .mapTo(String.class)
                                .list()),
                "events that failed at first");
    }

    /** Of a payment method at Stripe that belongs to nobody yet; that makes no event. */
    private static String created() {
        return tenant.account()
                .post("/v1/payment_methods", "type=card", "card[token]=tok_visa")
                .path("id")
                .textValue();
    }

    private static JsonNode run(String operation, Map<String, Object> input) {
        try {
            String document = Files.readString(Path.of("graphql", "operations", operation + ".graphql"));
            JsonNode answer = world.server().graphql(document, Map.of("input", input));
            assertFalse(answer.has("errors"), answer.toString());
            JsonNode payload = answer.path("data").elements().next();
            assertEquals(0, payload.path("userErrors").size(), payload.toString());
            return payload;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
