package io.tenderbook.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An instance that takes events in and leaves it to others to apply them. */
class ApplyingSwitchedOffTest {
    private static final int EVENTS = 30;

    @Test
    void itAppliesNothingAndAnotherInstanceDoes() {
        try (var server = TestServer.start(Map.of("tenderbook.webhooks.apply", false))) {
            var stripe = new StripeDeliveries(server, server.connect("stripe", "sk_test_nobody"));
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                var event = StripeDeliveries.event("payment_method.detached", Instant.now(), method());
                assertEquals(200, stripe.deliver(event));
                ids.add(event.path("id").textValue());
            }
            // A worker would long have applied the first ones.
            ids.forEach(id -> assertEquals("PENDING", stripe.status(id)));
            try (var another = server.another(Map.of("tenderbook.webhooks.apply", true))) {
                assertEquals(true, another.isRunning());
                ids.forEach(id -> assertEquals("APPLIED", stripe.settled(id)));
            }
        }
    }

    private static JsonNode method() {
        return Json.parse("{\"id\": \"pm_" + Ids.next() + "\", \"object\": \"payment_method\", \"type\": \"card\"}");
    }
}
