package io.tenderbook.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long the worker leaves the machine to others. */
class PaceTest {
    @Test
    void inARushItRestsLongerThanItWorks() {
        assertEquals(Duration.ofMillis(30), Pace.SLOW.restAfter(Duration.ofMillis(10)));
    }

    @Test
    void aSlowDatabaseMakesNoLongRest() {
        assertEquals(Duration.ofMillis(250), Pace.SLOW.restAfter(Duration.ofSeconds(10)));
    }

    @Test
    void withoutOneItDoesNotRest() {
        assertEquals(Duration.ZERO, Pace.FULL.restAfter(Duration.ofSeconds(10)));
    }
}
