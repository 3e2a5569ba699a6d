package io.tenderbook.platform;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.tenderbook.TestDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecurringJobTest {
    private static final String SETTING = "test.recurring-job";
    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST_AT_ONCE = new AtomicInteger();
    private static final AtomicInteger RUNS = new AtomicInteger();

    @Test
    void runsOnOneInstanceAtATimeAgainAndAgainThoughItFailsAndAnotherInstanceGoesOnAfterAStop() {
        Map<String, Object> settings = new HashMap<>(TestDatabase.fresh());
        settings.put("micronaut.server.port", -1);
        settings.put("tenderbook.encryption-key", "A".repeat(43) + "=");
        settings.put(SETTING, true);

        try (var first = ApplicationContext.run(EmbeddedServer.class, settings)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> RUNS.get() >= 2);
            try (var second = ApplicationContext.run(EmbeddedServer.class, settings)) {
                int before = RUNS.get();
                await().atMost(Duration.ofSeconds(60)).until(() -> RUNS.get() >= before + 2);
                first.stop();
                int after = RUNS.get();
                await().atMost(Duration.ofSeconds(60)).until(() -> RUNS.get() >= after + 2);
                assertTrue(second.isRunning());
            }
        }

        assertEquals(1, MOST_AT_ONCE.get());
    }

    @Singleton
    @Requires(property = SETTING)
    static final class Job implements RecurringJob {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(1);
        }

        @Override
        public void run() throws InterruptedException {
            MOST_AT_ONCE.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
            try {
                // Long enough to be caught by an instance that would run it too.
                new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
                RUNS.incrementAndGet();
                throw new IllegalStateException("a job that fails");
            } finally {
                RUNNING.decrementAndGet();
            }
        }
    }
}
