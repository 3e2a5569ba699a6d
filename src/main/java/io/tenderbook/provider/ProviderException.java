package io.tenderbook.provider;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a provider did not do what we asked. The message is for the person who asked; it holds no secret.
 *
 * @see PaymentProvider
 */
public abstract sealed class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ProviderException(String message) {
        super(message);
    }

    /** The provider knows no such payment method. */
    public static final class PaymentMethodNotFound extends ProviderException {
        private static final long serialVersionUID = 1L;

        public PaymentMethodNotFound(String message) {
            super(message);
        }
    }

    /** The provider knows no such customer, or it was deleted there. */
    public static final class CustomerNotFound extends ProviderException {
        private static final long serialVersionUID = 1L;

        public CustomerNotFound(String message) {
            super(message);
        }
    }

    /** The provider knows no such mandate. */
    public static final class MandateNotFound extends ProviderException {
        private static final long serialVersionUID = 1L;

        public MandateNotFound(String message) {
            super(message);
        }
    }

    /** The payment method belongs to another customer. */
    public static final class AttachedToOtherCustomer extends ProviderException {
        private static final long serialVersionUID = 1L;

        public AttachedToOtherCustomer(String message) {
            super(message);
        }
    }

    /** The payment method was detached, or used without being attached, and can never be attached again. */
    public static final class NotReusable extends ProviderException {
        private static final long serialVersionUID = 1L;

        public NotReusable(String message) {
            super(message);
        }
    }

    /** The payment method cannot be detached because it is attached to nobody. */
    public static final class NotAttached extends ProviderException {
        private static final long serialVersionUID = 1L;

        public NotAttached(String message) {
            super(message);
        }
    }

    /** The bank said no; the message carries the reason code. */
    public static final class Declined extends ProviderException {
        private static final long serialVersionUID = 1L;

        public Declined(String message) {
            super(message);
        }
    }

    /** The provider refused for any other reason. */
    public static final class Rejected extends ProviderException {
        private static final long serialVersionUID = 1L;

        public Rejected(String message) {
            super(message);
        }
    }

    /** Nothing was sent, or it was refused whole: nothing changed. */
    public static final class Unavailable extends ProviderException {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration retryAfter;

        public Unavailable(String message) {
            this(message, null);
        }

        /** @param retryAfter see {@link #retryAfter()}; null if nothing is known of that */
        public Unavailable(String message, @Nullable Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        /**
         * The time after which to try again; before that, any call would come in vain. Present where the provider as a whole
         * is not to be asked now, and empty where only this call failed.
         */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /** It was sent, and no answer came that says whether it took effect. */
    public static final class OutcomeUnknown extends ProviderException {
        private static final long serialVersionUID = 1L;

        private final boolean keySpent;

        /**
         * @param keySpent whether the provider failed over it, and may repeat that answer for as long as it remembers the
         *     idempotency key
         */
        public OutcomeUnknown(String message, boolean keySpent) {
            super(message);
            this.keySpent = keySpent;
        }

        public boolean keySpent() {
            return keySpent;
        }
    }
}
