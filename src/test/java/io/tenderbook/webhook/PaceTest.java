package io.tenderbook.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long the worker leaves the machine to others. */
class PaceTest {
    private static final int MANY = 64;

    @Test
    void inARushItRestsLongerThanItWorks() throws InterruptedException {
        assertEquals(36, rested(Pace.SLOW, Duration.ofMillis(12), MANY));
    }

    @Test
    void aSlowDatabaseMakesNoLongRest() throws InterruptedException {
        assertEquals(100, rested(Pace.SLOW, Duration.ofSeconds(10), MANY));
    }

    @Test
    void theRestEndsWithTheRush() throws InterruptedException {
        var waiting = List.of(16, 12, 9, 8, 40).iterator();
        var rested = new AtomicInteger();
        Pace.SLOW.restAfter(Duration.ofSeconds(10), waiting::next, time -> rested.incrementAndGet());
        assertEquals(3, rested.get(), "times it went on");
        assertEquals(40, waiting.next());
    }

    @Test
    void withoutOneItDoesNotRest() throws InterruptedException {
        assertEquals(0, rested(Pace.FULL, Duration.ofSeconds(10), MANY));
    }

    /** In milliseconds. */
    private static long rested(Pace pace, Duration transaction, int deliveries) throws InterruptedException {
        var rested = new AtomicLong();
        pace.restAfter(transaction, () -> deliveries, rested::addAndGet);
        return rested.get();
    }
}
