package io.tenderbook.sync;

import io.tenderbook.paymentmethod.Tally;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * How far the walk over a connector's customers has come.
 *
 * @param finishedAt null while it goes on
 * @param walkedTo the provider's id of the customer up to which everything is done; null before the first
 * @param tally what came of it so far, interrupted runs included
 */
public record BackfillProgress(
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String walkedTo,
        @Nested Tally tally) {
    static BackfillProgress begun(Instant now) {
        return new BackfillProgress(now, null, null, Tally.NONE);
    }

    BackfillProgress walked(String to, Tally more) {
        return new BackfillProgress(startedAt, null, to, tally.plus(more));
    }

    BackfillProgress fromTheTop() {
        return new BackfillProgress(startedAt, null, null, tally);
    }

    BackfillProgress finished(Tally rest, Tally confirmed, Instant now) {
        return new BackfillProgress(startedAt, now, walkedTo, tally.plus(rest).confirmed(confirmed));
    }
}
