package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.EventSource;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What `paymentMethodChanged` tells, and to whom. */
class SubscriptionTest {
    private static Scene scene;

    @BeforeAll
    static void open() {
        scene = Scene.open();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void tellsWhatHappensInOrderWithAllThatIsSelected() {
        String customer = scene.customerAt("stripe");
        try (var events = subscribe("customerId", customer)) {
            String method = scene.attached(customer, "pm_card_visa");
            Scene.succeeded(scene.run("SetDefaultPaymentMethod", "paymentMethodId", method));
            Scene.succeeded(scene.run("DetachPaymentMethod", "paymentMethodId", method));
            var attached = events.nextField();
            assertEquals("ATTACHED", attached.path("kind").textValue());
            assertEquals(method, attached.at("/paymentMethod/id").textValue());
            assertEquals("visa", attached.at("/paymentMethod/brand").textValue());
            assertEquals(customer, attached.at("/customer/id").textValue());
            assertEquals("Ada", attached.at("/customer/name").textValue());
            assertEquals(List.of("DEFAULT_SET", "DETACHED", "DEFAULT_CLEARED"), events.next(3, "kind"));
        }
    }

    @Test
    void tellsWhatTheClockDoes() throws InterruptedException {
        String customer = scene.customerAt("stripe");
        String method = scene.attached(customer, "pm_card_visa");
        var pass = scene.server().bean(AnnounceExpiries.class);
        try (var events = subscribe("customerId", customer)) {
            expire(method, Instant.now().plus(Duration.ofDays(10)));
            pass.run();
            var expiring = events.nextField();
            assertEquals("EXPIRING", expiring.path("kind").textValue());
            assertEquals("EXPIRING", expiring.at("/paymentMethod/status").textValue());
            assertEquals("CLOCK", expiring.path("cause").textValue());
            expire(method, Instant.now().minus(Duration.ofDays(1)));
            pass.run();
            var expired = events.nextField();
            assertEquals("EXPIRED", expired.path("kind").textValue());
            assertEquals("EXPIRED", expired.at("/paymentMethod/status").textValue());
        }
    }

    @Test
    void tellsEachChangeWithWhatStandsNowAndNotWithWhatStoodAtTheLast() {
        String customer = scene.customerAt("stripe");
        try (var events = subscribe("customerId", customer)) {
            String method = scene.attached(customer, "pm_card_visa");
            assertEquals(
                    "ACTIVE", events.nextField().at("/paymentMethod/status").textValue());
            Scene.succeeded(scene.run("DetachPaymentMethod", "paymentMethodId", method));
            assertEquals(
                    "DETACHED", events.nextField().at("/paymentMethod/status").textValue());
        }
    }

    private static void expire(String method, Instant end) {
        scene.server()
                .bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "UPDATE payment_method SET expires_at = ? WHERE id = ?", end, UUID.fromString(method)));
    }

    private static EventSource subscribe(@Nullable Object... variables) {
        String body = Json.write(
                Map.of("query", Scene.document("PaymentMethodChanged"), "variables", Scene.members(variables)));
        return EventSource.open(scene.server()
                .as(Role.READER, "/graphql")
                .header("Accept", "text/event-stream")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
