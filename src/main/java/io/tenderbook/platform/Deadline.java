package io.tenderbook.platform;

import java.time.Duration;

/** A moment by which a piece of work with all its tries must be done, on the monotonic clock of this process. */
public final class Deadline {
    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The time that is left; zero when it is over. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
    }
}
