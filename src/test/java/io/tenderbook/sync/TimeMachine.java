package io.tenderbook.sync;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs, and that a test sets ahead; what waits on it sets it ahead too, instead of waiting. */
@Factory
@Requires(property = TimeMachine.PROPERTY)
final class TimeMachine {
    static final String PROPERTY = "tenderbook.test.time-machine";

    /** For a server that goes by it, and that need not hold back, as nothing waits in earnest. */
    static final Map<String, Object> SETTINGS = Map.of(PROPERTY, true, "tenderbook.sync.reads-per-second", 0);

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    static final Clock CLOCK = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(AHEAD.get()).truncatedTo(ChronoUnit.MICROS);
        }
    };

    static void advance(Duration time) {
        AHEAD.accumulateAndGet(time, Duration::plus);
    }

    @Singleton
    @Replaces(Clock.class)
    Clock clock() {
        return CLOCK;
    }

    @Singleton
    @Replaces(Pause.class)
    Pause pause() {
        return TimeMachine::advance;
    }
}
