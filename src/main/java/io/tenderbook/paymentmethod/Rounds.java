package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.Verdict.Final;
import io.tenderbook.paymentmethod.Verdict.OwnerGone;
import java.time.Duration;
import java.util.function.Supplier;

/** Repeats a piece of work that was overtaken by other writes to the same object, a bounded number of times. */
final class Rounds {
    private static final int MOST = 8;
    private static final Duration LATER = Duration.ofSeconds(1);

    private Rounds() {}

    static Progress until(Supplier<Verdict> round) {
        for (int count = 0; count < MOST; count++) {
            switch (round.get()) {
                case Final end -> {
                    return new Progress.Settled(end.settlement());
                }
                case OwnerGone gone -> {
                    return new Progress.Deferred(gone.delay(), "A read showed no owner any more; reading again.");
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
}
