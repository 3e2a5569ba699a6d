package io.tenderbook.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tenderbook.sandbox.TestSandbox.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-09-01T00:00:00Z"));
    private final TestSandbox sandbox = TestSandbox.at(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    });

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Response post(String key, String path, String... form) {
        return sandbox.send(sandbox.form(path, form).header("Idempotency-Key", key));
    }

    private static boolean isReplay(Response response) {
        return response.headers().firstValue("Idempotent-Replayed").isPresent();
    }

    @Test
    void oneKeyActsOnce() {
        Response first = post("k", "/v1/customers", "name=Ada");
        Response second = post("k", "/v1/customers", "name=Ada");

        assertEquals(first.body(), second.body());
        assertFalse(isReplay(first));
        assertEquals("true", second.headers().firstValue("Idempotent-Replayed").orElseThrow());
        assertEquals(first.headers().firstValue("Request-Id"), second.headers().firstValue("Original-Request"));
        assertEquals(List.of("customer.created"), sandbox.eventTypes());
    }

    @Test
    void theKeyStandsInTheEventsItCaused() {
        Response made = post("order-7", "/v1/customers", "name=Ada");

        assertEquals(
                "order-7", sandbox.lastEvent().at("/request/idempotency_key").asText());
        assertEquals(
                made.headers().firstValue("Request-Id").orElseThrow(),
                sandbox.lastEvent().at("/request/id").asText());
    }

    @Test
    void aRefusalIsRepeatedToo() {
        String ada = sandbox.customer();
        String path = "/v1/payment_methods/pm_card_chargeDeclined/attach";
        post("k", path, "customer=" + ada);

        Response again = post("k", path, "customer=" + ada);

        assertEquals(402, again.status());
        assertEquals("true", again.headers().firstValue("Idempotent-Replayed").orElseThrow());
    }

    @Test
    void parametersThatWereNeverValidDoNotUseUpTheKey() {
        assertEquals(400, post("k", "/v1/customers", "colour=red").status());

        assertEquals(200, post("k", "/v1/customers", "name=Ada").status());
    }

    @Test
    void theSameKeyWithOtherParametersOrAnotherPathIsAnError() {
        post("k", "/v1/customers", "name=Ada");

        for (Response refused :
                List.of(post("k", "/v1/customers", "name=Bob"), post("k", "/v1/setup_intents", "name=Ada"))) {
            assertEquals(400, refused.status());
            assertEquals("idempotency_error", refused.text("/error/type"));
            assertEquals(
                    "Keys for idempotent requests can only be used with the same parameters they were first used with."
                            + " Try using a key other than 'k' if you meant to execute a different request.",
                    refused.error());
        }
    }

    @Test
    void aKeyBelongsToItsAccount() {
        Response here = post("k", "/v1/customers", "name=Ada");

        Response elsewhere = sandbox.send(sandbox.form("/v1/customers", "name=Ada")
                .header("Idempotency-Key", "k")
                .setHeader("Authorization", "Bearer sk_test_sandbox_b"));

        assertNotEquals(here.id(), elsewhere.id());
    }

    @Test
    void aKeyIsFreeAgainAfterADay() {
        Response first = post("k", "/v1/customers", "name=Ada");
        now.updateAndGet(instant -> instant.plus(Duration.ofHours(25)));

        Response second = post("k", "/v1/customers", "name=Ada");

        assertNotEquals(first.id(), second.id());
    }

    @Test
    void callsAtTheSameTimeWithOneKeyActOnce() throws Exception {
        Callable<String> call = () -> post("k", "/v1/customers", "name=Ada").id();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> ids = callers.invokeAll(List.of(call, call, call, call, call, call));
            for (Future<String> id : ids) {
                assertEquals(ids.getFirst().get(), id.get());
            }
        }
        assertEquals(List.of("customer.created"), sandbox.eventTypes());
    }
}
