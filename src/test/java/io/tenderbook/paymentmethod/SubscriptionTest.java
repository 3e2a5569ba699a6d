package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenderbook.EventSource;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
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
