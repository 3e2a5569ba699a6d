package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.failed;
import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Saying anew who a customer is. */
class UpdateCustomerTest {
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
    void leavesWhatIsLeftOutAndEmptiesWhatIsNull() {
        String customer = scene.customer();
        succeeded(update(customer, "email", "ada@example.com", "metadata", Map.of("desk", 7, "floor", List.of(1, 2))));
        var updated = succeeded(update(customer, "name", null, "metadata", Scene.members("desk", null, "tall", true)))
                .path("customer");
        assertTrue(updated.path("name").isNull());
        assertEquals("ada@example.com", updated.path("email").textValue());
        assertEquals(Json.parse("{\"floor\":[1,2],\"tall\":true}"), updated.path("metadata"));
    }

    @Test
    void anImportedCustomerIsOursOnceSomebodyChangedIt() {
        String external = scene.account().customer("Imported");
        var deliveries = new StripeDeliveries(scene.server(), scene.server().connector("stripe"));
        deliveries.apply(StripeDeliveries.event(
                "customer.created", Instant.now(), scene.account().get("/v1/customers/" + external)));
        String customer = scene.query("CustomerByReference", "connector", "stripe", "referenceId", external)
                .path("id")
                .textValue();
        succeeded(update(customer, "name", "Ours"));
        var renamed = scene.account().post("/v1/customers/" + external, "name=Theirs");
        assertEquals(
                "APPLIED",
                deliveries.apply(
                        StripeDeliveries.event("customer.updated", Instant.now().plusSeconds(5), renamed)));
        assertEquals(
                "Ours", scene.query("Customer", "id", customer).path("name").textValue());
    }

    @Test
    void refusesWhatIsTooLong() {
        String customer = scene.customer();
        refused("name", update(customer, "name", "n".repeat(256)));
        refused("email", update(customer, "email", "e".repeat(256)));
        refused("metadata", update(customer, "metadata", List.of()));
        succeeded(update(customer, "metadata", Map.of("half", "m".repeat(40_000))));
        refused("metadata", update(customer, "metadata", Map.of("other", "m".repeat(40_000))));
    }

    private static void refused(String field, JsonNode payload) {
        assertEquals(field, failed("INVALID_INPUT", payload).at("/field/0").textValue());
    }

    private static JsonNode update(String customer, @Nullable Object... members) {
        Object[] input = new Object[members.length + 2];
        input[0] = "customerId";
        input[1] = customer;
        System.arraycopy(members, 0, input, 2, members.length);
        return scene.run("UpdateCustomer", input);
    }
}
