package io.tenderbook.stripe;

import io.tenderbook.provider.ProviderException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one try of a call ended that brought no answer to use.
 *
 * @param reach how far it came
 * @param failure what the caller is told if this was the last try and none may have had an effect
 * @param again whether another try, with the same idempotency key, may fare better
 */
record FailedTry(Reach reach, ProviderException failure, boolean again) {
    enum Reach {
        /** It never left, or was turned away whole: it had no effect. */
        REFUSED,
        /** Stripe decided against it; another try would hear the same. */
        DECIDED,
        /** It left, and no answer came. */
        OPEN,
        /** Stripe failed over it, perhaps halfway. It may answer the same for as long as it remembers the key. */
        FAILED
    }

    static FailedTry refused(String message, boolean again) {
        return new FailedTry(Reach.REFUSED, new ProviderException.Unavailable(message), again);
    }

    /** Turned away until that time has passed; null if Stripe does not say. */
    static FailedTry refused(String message, @Nullable Duration retryAfter) {
        return new FailedTry(Reach.REFUSED, new ProviderException.Unavailable(message, retryAfter), false);
    }

    static FailedTry decided(ProviderException failure) {
        return new FailedTry(Reach.DECIDED, failure, false);
    }

    static FailedTry open(String message) {
        return new FailedTry(Reach.OPEN, new ProviderException.Unavailable(message), true);
    }

    static FailedTry failed(String message) {
        return failed(message, null);
    }

    /** Where Stripe says when to come again, that is not within this call. */
    static FailedTry failed(String message, @Nullable Duration retryAfter) {
        return new FailedTry(Reach.FAILED, new ProviderException.Unavailable(message, retryAfter), retryAfter == null);
    }

    /** The call's time is over. */
    static FailedTry late() {
        return new FailedTry(
                Reach.OPEN, new ProviderException.Unavailable("Stripe did not answer in time; try again."), false);
    }
}
