package io.tenderbook.paymentmethod;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two mutations of one object end as Stripe ended, whichever request or answer came first. No event helps. */
class ParallelMutationsTest {
    private static final int TIMES = 40;

    private static Scene scene;
    private static Aftermath aftermath;

    @BeforeAll
    static void open() {
        scene = Scene.open(Map.of("tenderbook.sync.reads-per-second", 0));
        aftermath = new Aftermath(scene);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void ofTwoDefaultsTheLaterOneAtStripeStands() {
        String customer = scene.customerAt("stripe");
        String visa = scene.attached(customer, "pm_card_visa");
        String amex = scene.attached(customer, "pm_card_amex");
        for (int seed = 1; seed <= TIMES; seed++) {
            meet(seed, () -> setDefault(visa), () -> setDefault(amex));
            aftermath.assertInStep(customer, "seed " + seed);
        }
    }

    @Test
    void anAttachmentAndADetachmentEndDetached() {
        for (int seed = 1; seed <= TIMES; seed++) {
            String customer = scene.customerAt("stripe");
            String method = scene.attached(customer, "pm_card_visa");
            String stripeId = scene.method(method).path("stripeId").textValue();
            meet(
                    seed,
                    () -> scene.run("AttachPaymentMethod", "customerId", customer, "paymentMethodId", stripeId),
                    () -> scene.run("DetachPaymentMethod", "paymentMethodId", method));
            aftermath.assertInStep(customer, "seed " + seed);
        }
    }

    @Test
    void aDefaultAndItsDetachmentEndWithoutIt() {
        for (int seed = 1; seed <= TIMES; seed++) {
            String customer = scene.customerAt("stripe");
            String method = scene.attached(customer, "pm_card_visa");
            meet(seed, () -> setDefault(method), () -> scene.run("DetachPaymentMethod", "paymentMethodId", method));
            aftermath.assertInStep(customer, "seed " + seed);
        }
    }

    private static JsonNode setDefault(String method) {
        return scene.run("SetDefaultPaymentMethod", "paymentMethodId", method);
    }

    /** Runs both at once; each of Stripe's answers is late by a time of the seed's choice, after it was made. */
    private static void meet(long seed, Supplier<JsonNode> one, Supplier<JsonNode> other) {
        var random = new Random(seed);
        scene.stripe().on("POST .*", scene.stripe().late(() -> {
            synchronized (random) {
                return TimeUnit.MILLISECONDS.toNanos(random.nextInt(30));
            }
        }));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.of(one, other)
                    .map(mutation -> CompletableFuture.supplyAsync(mutation, threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            scene.stripe().heal();
        }
    }
}
