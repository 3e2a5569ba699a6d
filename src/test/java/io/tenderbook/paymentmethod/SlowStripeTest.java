package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Scene.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While Stripe is being waited for, the only connection to the database is there for others. */
class SlowStripeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/customers/[^/]+",
                "GET /v1/payment_methods\\?.*",
                "POST /v1/payment_methods/[^/]+/attach",
                "POST /v1/customers/[^/]+"
            })
    void noConnectionIsHeldWhileStripeIsCalled(String call) throws ExecutionException, InterruptedException {
        try (var scene = Scene.open(
                Map.of("datasources.default.maximum-pool-size", 1, "datasources.default.connection-timeout", 1000))) {
            String customer = scene.customer();
            String reference = scene.account().customer("Ada");
            var release = new CountDownLatch(1);
            scene.stripe().on(call, scene.stripe().waitFor(release));

            var attaching = CompletableFuture.supplyAsync(() -> attach(scene, customer, reference));
            Awaitility.await().until(() -> !scene.stripe().seen(call).isEmpty());
            assertEquals(
                    customer, scene.query("Node", "id", customer).path("id").textValue());
            assertFalse(attaching.isDone());

            release.countDown();
            succeeded(attaching.get());
        }
    }

    private static JsonNode attach(Scene scene, String customer, String reference) {
        return scene.run(
                "AttachPaymentMethod",
                "customerId",
                customer,
                "paymentMethodId",
                "pm_card_visa",
                "setAsDefault",
                true,
                "connector",
                Map.of("name", "stripe", "referenceId", reference));
    }
}
