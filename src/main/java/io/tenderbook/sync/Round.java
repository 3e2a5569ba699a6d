package io.tenderbook.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One walk over all mappings of a connector, spread evenly over its time.
 *
 * @param roundEndedAt null while it goes on
 * @param roundSize how many mappings there were when it began
 * @param walked how many of them are done
 * @param walkedTo the last mapping that is done; null before the first
 * @param discoveredTo by the provider's clock: every customer made before is known
 */
public record Round(
        Instant roundBeganAt,
        @Nullable Instant roundEndedAt,
        int roundSize,
        int walked,
        @Nullable UUID walkedTo,
        Instant discoveredTo) {
    static Round first(Instant now, int size, Instant discoveredTo) {
        return new Round(now, null, size, 0, null, discoveredTo);
    }

    /** Begins where this one's time ended, at most one round's time ago: what is overdue after a standstill is done at once. */
    Round next(Instant now, Duration every, int size) {
        Instant inTurn = roundBeganAt.plus(every);
        Instant earliest = now.minus(every);
        return new Round(inTurn.isBefore(earliest) ? earliest : inTurn, null, size, 0, null, discoveredTo);
    }

    /** Whether the next one is to begin. */
    boolean isOver(Instant now, Duration every) {
        return roundEndedAt != null && !now.isBefore(roundBeganAt.plus(every));
    }

    /** How many are to be done by now so that it ends in time; all that are left once that is over. */
    int due(Instant now, Duration every, int most) {
        if (roundEndedAt != null) {
            return 0;
        }
        double share = (double) Duration.between(roundBeganAt, now).toMillis() / every.toMillis();
        if (share >= 1) {
            return most;
        }
        return (int) Math.clamp(Math.floor(roundSize * share) - walked, 0, most);
    }

    Round walked(UUID to, int count) {
        return new Round(roundBeganAt, roundEndedAt, roundSize, walked + count, to, discoveredTo);
    }

    Round ended(Instant now) {
        return new Round(roundBeganAt, now, roundSize, walked, walkedTo, discoveredTo);
    }

    Round discovered(Instant to) {
        return new Round(roundBeganAt, roundEndedAt, roundSize, walked, walkedTo, to);
    }
}
