package io.tenderbook.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long a failed event waits: longer each time, never quite the same, and three days in all. */
final class Backoff {
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1));
    private static final Duration GIVE_UP = Duration.ofDays(3);
    private static final double JITTER = 0.2;

    private Backoff() {}

    /**
     * Empty when it is to be given up.
     *
     * @param failures how often it failed, at least 1
     * @param age since when it is known
     */
    static Optional<Duration> after(int failures, Duration age, RandomGenerator random) {
        if (age.compareTo(GIVE_UP) > 0) {
            return Optional.empty();
        }
        return Optional.of(spread(STEPS.get(Math.min(failures, STEPS.size()) - 1), random));
    }

    /** That time and up to a fifth more, so that what was put off together does not come back together. */
    static Duration spread(Duration time, RandomGenerator random) {
        long millis = time.toMillis();
        return Duration.ofMillis(millis + (long) (millis * JITTER * random.nextDouble()));
    }
}
