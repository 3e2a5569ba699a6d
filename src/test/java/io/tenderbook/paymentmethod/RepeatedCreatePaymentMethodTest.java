package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Shop.accepted;
import static io.tenderbook.paymentmethod.Shop.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a caller says of a payment method that is recorded already, or is being recorded by others. */
class RepeatedCreatePaymentMethodTest {
    private static final long SEED = 20_261_121;

    private static TestServer server;
    private static Shop shop;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
        shop = Shop.open(server, "stripe");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theSameWordsFindTheSameRecord() {
        var claim = Claims.with(Claims.card(shop.customer()), "wallet", Map.of("type", "apple_pay", "a", 1.5));
        var first = accepted(shop.createPaymentMethod(claim));
        var inOtherLetters = Claims.with(Claims.with(claim, "brand", "VISA"), "country", "ch");
        assertEquals(first, shop.createPaymentMethod(claim));
        assertEquals(first, shop.createPaymentMethod(inOtherLetters));
        assertEquals(List.of("CREATED"), shop.history(Claims.id(claim)));
    }

    @Test
    void otherWordsAreRefusedWhileTheProviderIsSilent() {
        var claim = Claims.card(shop.customer());
        var first = accepted(shop.createPaymentMethod(claim));
        refused("ALREADY_EXISTS", shop.createPaymentMethod(Claims.with(claim, "expYear", 2043)));
        refused("ALREADY_EXISTS", shop.createPaymentMethod(Claims.with(claim, "isActive", false)));
        refused("ALREADY_EXISTS", shop.createPaymentMethod(Claims.with(claim, "wallet", Map.of("type", "link"))));
        refused("ALREADY_EXISTS", shop.createPaymentMethod(Claims.with(claim, "type", "TWINT")));
        assertEquals(first, shop.createPaymentMethod(claim));
        assertEquals(List.of("CREATED"), shop.history(Claims.id(claim)));
    }

    @Test
    void onceTheProviderHasSpokenItsWordStandsAgainstTheCallers() {
        String customer = shop.customer();
        String there = shop.link(customer, "stripe");
        var claim = Claims.card(customer);
        accepted(shop.createPaymentMethod(claim));
        shop.stripe().saysAttached(Claims.id(claim), there);

        var repeated = accepted(
                        shop.createPaymentMethod(Claims.with(Claims.with(claim, "country", "DE"), "expYear", 2019)))
                .path("paymentMethod");
        assertEquals("IN_SYNC", repeated.path("syncStatus").textValue());
        assertEquals("US", repeated.path("country").textValue(), "Stripe says US, the caller CH and then DE");
        assertEquals(2042, repeated.path("expYear").intValue());
        assertEquals("CREATE", repeated.path("source").textValue(), "how it came to be does not change");
        assertEquals(List.of("CREATED", "ATTACHED"), shop.history(Claims.id(claim)));
    }

    @Test
    void whatACallerSwitchedOffStaysOffWhenTheProviderSpeaks() {
        String customer = shop.customer();
        String there = shop.link(customer, "stripe");
        var claim = Claims.with(Claims.card(customer), "isActive", false);
        accepted(shop.createPaymentMethod(claim));
        shop.stripe().saysAttached(Claims.id(claim), there);
        assertEquals("INACTIVE", shop.method(Claims.id(claim)).path("status").textValue());
    }

    @Test
    void aPaymentMethodOfAnotherCustomerIsNeverTakenOver() {
        String customer = shop.customer();
        String there = shop.link(customer, "stripe");
        var claim = Claims.card(customer);
        var othersClaim = Claims.with(claim, "customerId", shop.customer());
        accepted(shop.createPaymentMethod(claim));
        refused("ALREADY_EXISTS", shop.createPaymentMethod(othersClaim));
        shop.stripe().saysAttached(Claims.id(claim), there);
        refused("ALREADY_EXISTS", shop.createPaymentMethod(othersClaim));
        assertEquals(customer, shop.method(Claims.id(claim)).path("customerId").textValue());
    }

    @Test
    void sixteenAtOnceMakeOneRecord() throws Exception {
        var claim = Claims.card(shop.customer());
        var answers = allAtOnce(Collections.nCopies(16, () -> accepted(shop.createPaymentMethod(claim))));
        assertEquals(1, new HashSet<>(answers).size(), answers.toString());
        assertEquals(List.of("CREATED"), shop.history(Claims.id(claim)));
    }

    @Test
    void manyRecordsAtOnceDoNotDisturbEachOther() throws Exception {
        String customer = shop.customer();
        List<Callable<JsonNode>> calls = new ArrayList<>();
        for (int count = 0; count < 32; count++) {
            calls.add(() -> accepted(shop.createPaymentMethod(Claims.card(customer))));
        }
        var answers = allAtOnce(calls);
        assertEquals(32, new HashSet<>(answers).size());
    }

    @Test
    void theCallersWordAndTheProvidersFirstMakeOneRecordInWhateverOrder() throws Exception {
        String customer = shop.customer();
        String there = shop.link(customer, "stripe");
        var random = new Random(SEED);
        for (int round = 0; round < 40; round++) {
            var claim = Claims.card(customer);
            var event = StripeDeliveries.event(
                    "payment_method.attached", Instant.now(), ShopAccount.card(Claims.id(claim), there));
            List<Callable<JsonNode>> calls = new ArrayList<>();
            calls.add(() -> accepted(shop.createPaymentMethod(claim)));
            calls.add(() -> {
                assertEquals("APPLIED", shop.stripe().deliveries().apply(event));
                return event;
            });
            Collections.shuffle(calls, random);
            allAtOnce(calls);

            String what = "seed " + SEED + ", round " + round;
            var method = shop.method(Claims.id(claim));
            assertEquals("IN_SYNC", method.path("syncStatus").textValue(), what);
            assertEquals("US", method.path("country").textValue(), what);
            assertEquals(customer, method.path("customerId").textValue(), what);
            assertNotEquals(0, shop.history(Claims.id(claim)).size(), what);
        }
    }

    private static List<JsonNode> allAtOnce(List<Callable<JsonNode>> calls)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<JsonNode> answers = new ArrayList<>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
