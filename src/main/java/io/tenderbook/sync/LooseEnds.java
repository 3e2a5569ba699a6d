package io.tenderbook.sync;

import io.tenderbook.paymentmethod.Cause;
import io.tenderbook.paymentmethod.CustomerPull;
import io.tenderbook.paymentmethod.Settlement;
import io.tenderbook.paymentmethod.Tally;
import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * The payment methods that one read has shown without their owner. Only a second read, some seconds later, makes that a
 * detachment; those that are open stand in the database, so that a killed run leaves none behind.
 */
@Singleton
final class LooseEnds {
    /** In one go; what is left is found by the next. */
    private static final int MOST = 2_000;

    private final CustomerPull customers;
    private final Pause pause;
    private final Clock clock;

    LooseEnds(CustomerPull customers, Pause pause, Clock clock) {
        this.customers = customers;
        this.pause = pause;
        this.clock = clock;
    }

    Tally tie(Connector connector, Cause cause, Patience patience) throws InterruptedException {
        return tie(connector, cause, Settlement.Listener.NONE, patience);
    }

    /** Waits until each may be read again, and reads it. */
    Tally tie(Connector connector, Cause cause, Settlement.Listener listener, Patience patience)
            throws InterruptedException {
        var tally = Tally.NONE;
        for (var open : customers.unsettled(connector, MOST)) {
            var wait = Duration.between(clock.instant(), open.readAgainAt());
            if (wait.isPositive()) {
                pause.last(wait);
            }
            tally = tally.plus(
                    patience.work(() -> customers.lookAgain(connector, open.paymentMethodId(), cause, listener)));
        }
        return tally;
    }
}
