package io.tenderbook.paymentmethod;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a projection made of a word about an object, in one transaction. */
sealed interface Verdict {
    record Final(Settlement settlement) implements Verdict {
        static final Final APPLIED = new Final(new Settlement.Applied(null));
        static final Final STALE = new Final(new Settlement.Stale());

        static Final applied(@Nullable Difference difference) {
            return difference == null ? APPLIED : new Final(new Settlement.Applied(difference));
        }
    }

    /** Only a read can tell what came first. Nothing was written. */
    record MustRead() implements Verdict {}

    /** The object changed while the provider was being called: the answer may be old. Nothing was written. */
    record Overtaken() implements Verdict {}

    /** The customer's default is a payment method of which we know too little. Nothing was written. */
    record UnknownDefault(String paymentMethodId) implements Verdict {}

    /** A read showed no owner any more; a second one, not before that time has passed, has to agree. */
    record OwnerGone(Duration delay) implements Verdict {}
}
