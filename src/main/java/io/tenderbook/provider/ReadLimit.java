package io.tenderbook.provider;

import io.github.bucket4j.Bucket;
import io.tenderbook.provider.ProviderException.Unavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Holds a connector's reads to so many a second, and to none while its provider has asked us to wait. Who is turned away
 * gets a time of its own to come again, so that a long backlog comes back at the pace at which it can be read.
 */
final class ReadLimit {
    /** Of a second's reads, the part that may go out at once after a rest. */
    private static final int BURSTS = 10;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final @Nullable Bucket bucket;
    private final long pace;
    private final long start = System.nanoTime();

    /** Both in nanoseconds since the start. */
    private final AtomicLong closedUntil = new AtomicLong();

    private final AtomicLong lastTurn = new AtomicLong();

    ReadLimit(int readsPerSecond) {
        bucket = readsPerSecond <= 0
                ? null
                : Bucket.builder()
                        .addLimit(limit -> limit.capacity(Math.max(1, readsPerSecond / BURSTS))
                                .refillGreedy(readsPerSecond, SECOND))
                        .build();
        pace = readsPerSecond <= 0 ? 0 : SECOND.toNanos() / readsPerSecond;
    }

    /** From now on, no read goes out until that time has passed. */
    void close(Duration time) {
        closedUntil.accumulateAndGet(now() + time.toNanos(), Math::max);
    }

    /**
     * Waits for its turn to read.
     *
     * @throws Unavailable if the turn does not come within that time
     */
    void await(Duration patience) throws InterruptedException {
        long end = now() + patience.toNanos();
        Duration closed = Duration.ofNanos(Math.max(0, closedUntil.get() - now()));
        if (closed.compareTo(patience) > 0) {
            throw new Unavailable("The provider has asked us to wait; try again later.", closed);
        }
        Thread.sleep(closed);
        if (bucket != null
                && !bucket.tryConsume(1)
                && !bucket.asBlocking().tryConsume(1, Duration.ofNanos(Math.max(1, end - now())))) {
            throw new Unavailable("The provider is being read as often as the limit allows; try again later.", turn());
        }
    }

    private Duration turn() {
        long now = now();
        long turn = lastTurn.updateAndGet(last -> Math.min(Math.max(last, now) + pace, now + LONGEST_WAIT.toNanos()));
        return Duration.ofNanos(turn - now);
    }

    private long now() {
        return System.nanoTime() - start;
    }
}
