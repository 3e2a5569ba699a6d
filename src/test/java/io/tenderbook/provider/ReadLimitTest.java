package io.tenderbook.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.provider.ProviderException.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** So many reads a second, and a turn for each that must come again. */
class ReadLimitTest {
    @Test
    void whoIsTurnedAwayGetsALaterTurnThanThoseBefore() throws InterruptedException {
        var limit = new ReadLimit(1);
        List<Duration> turns = new ArrayList<>();
        int admitted = 0;
        for (int i = 0; i < 100; i++) {
            try {
                limit.await(Duration.ZERO);
                admitted++;
            } catch (Unavailable refused) {
                turns.add(refused.retryAfter().orElseThrow());
            }
        }
        assertTrue(admitted >= 1 && admitted < 10, "admitted " + admitted);
        assertTrue(turns.get(20).compareTo(turns.get(0).plusSeconds(15)) > 0, turns.toString());
        assertTrue(turns.getLast().compareTo(Duration.ofMinutes(1)) <= 0, "and none waits without end");
    }

    @Test
    void waitsForATurnThatComesInTime() throws InterruptedException {
        var limit = new ReadLimit(50);
        for (int i = 0; i < 20; i++) {
            limit.await(Duration.ofSeconds(8));
        }
    }

    @Test
    void zeroIsNoLimit() throws InterruptedException {
        var limit = new ReadLimit(0);
        for (int i = 0; i < 10_000; i++) {
            limit.await(Duration.ZERO);
        }
    }

    @Test
    void nobodyReadsWhileTheProviderHasAskedToWait() {
        var limit = new ReadLimit(0);
        limit.close(Duration.ofMinutes(10));
        limit.close(Duration.ofMinutes(1));
        var refused = assertThrows(Unavailable.class, () -> limit.await(Duration.ofSeconds(8)));
        assertEquals(9, refused.retryAfter().orElseThrow().toMinutes(), "the longer time holds, less what has passed");
    }
}
