package io.tenderbook.paymentmethod;

import io.micronaut.context.annotation.Property;
import io.tenderbook.platform.StartRefused;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What the passing of time makes of payment methods, by our own clock: no provider tells it. */
@Singleton
public final class Lifecycle {
    private static final int LONGEST = 366;

    private final Clock clock;
    private final Duration expiring;

    /** @param expiringDays how many days before its end a card counts as expiring; 0 for never */
    Lifecycle(
            Clock clock,
            @Property(name = "tenderbook.payment-methods.expiring-days", defaultValue = "30") int expiringDays) {
        if (expiringDays < 0 || expiringDays > LONGEST) {
            throw new StartRefused(
                    "TENDERBOOK_PAYMENT_METHODS_EXPIRING_DAYS is 0 to " + LONGEST + ", not " + expiringDays + ".");
        }
        this.clock = clock;
        expiring = Duration.ofDays(expiringDays);
    }

    /** The status at this moment. */
    public PaymentMethodStatus status(PaymentMethod method) {
        Instant now = now();
        return method.status(now, soon(now));
    }

    Instant now() {
        return clock.instant();
    }

    /** Cards that end until then are expiring. */
    Instant soon(Instant now) {
        return now.plus(expiring);
    }
}
