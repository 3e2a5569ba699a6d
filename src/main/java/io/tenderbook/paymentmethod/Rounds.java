package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.Verdict.Final;
import io.tenderbook.paymentmethod.Verdict.MustRead;
import io.tenderbook.paymentmethod.Verdict.OwnerGone;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Repeats a piece of work that was overtaken by other writes to the same object, a bounded number of times. */
final class Rounds {
    private static final int MOST = 8;
    private static final Duration LATER = Duration.ofSeconds(1);

    private Rounds() {}

    /** For work that reads itself. */
    static Progress until(Supplier<Verdict> round) {
        return until(round, () -> {
            throw new IllegalStateException("a read cannot be left to another read");
        });
    }

    /** @param handOn leaves the event to a read where only a read can tell */
    static Progress until(Supplier<Verdict> round, Supplier<Progress> handOn) {
        for (int count = 0; count < MOST; count++) {
            Verdict verdict;
            try {
                verdict = round.get();
            } catch (SettledElsewhereException rolledBack) {
                return new Progress.Settled(new Settlement.Applied(null));
            }
            switch (verdict) {
                case Final end -> {
                    return new Progress.Settled(end.settlement());
                }
                case OwnerGone gone -> {
                    return new Progress.Deferred(gone.delay(), "A read showed no owner any more; reading again.");
                }
                case MustRead undecided -> {
                    return handOn.get();
                }
                default -> {}
            }
        }
        return new Progress.Deferred(LATER, "Overtaken again and again; trying later.");
    }

    /** Tells the listener of an end, inside the transaction that made it. */
    static Verdict heard(Verdict verdict, Settlement.Listener listener) {
        if (verdict instanceof Final end) {
            listener.settled(end.settlement());
        }
        return verdict;
    }

    /**
     * Tells the followers of an end, inside the transaction that made it; if all of them have been served by others
     * meanwhile, that transaction is rolled back.
     */
    static Verdict heard(Verdict verdict, List<Follower> followers) {
        if (verdict instanceof Final end) {
            boolean wanted = false;
            for (Follower follower : followers) {
                wanted |= follower.settled(end.settlement());
            }
            if (!wanted) {
                throw new SettledElsewhereException();
            }
        }
        return verdict;
    }

    static Verdict heard(Verdict verdict, Follower follower) {
        return heard(verdict, List.of(follower));
    }

    /** Another worker has ended the event, so that its effect is not to be made once more. */
    private static final class SettledElsewhereException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
