package io.tenderbook.sync;

import io.tenderbook.paymentmethod.Cause;
import io.tenderbook.paymentmethod.CustomerPull;
import io.tenderbook.paymentmethod.Settlement;
import io.tenderbook.paymentmethod.Tally;
import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The payment methods of which we know no owner, so that no walk over customers comes by them: read one by one. */
@Singleton
final class Strays {
    private static final int PAGE = 100;

    private final CustomerPull customers;

    Strays(CustomerPull customers) {
        this.customers = customers;
    }

    Tally walk(Connector connector, Cause cause, Patience patience) throws InterruptedException {
        return walk(connector, cause, Settlement.Listener.NONE, patience);
    }

    Tally walk(Connector connector, Cause cause, Settlement.Listener listener, Patience patience)
            throws InterruptedException {
        var tally = Tally.NONE;
        @Nullable UUID after = null;
        do {
            var page = customers.ownerless(connector, after, PAGE);
            tally = tally.plus(Strides.walk(
                    page,
                    method -> patience.work(() -> customers.lookAgain(connector, method.stripeId(), cause, listener))));
            after = page.size() < PAGE ? null : page.getLast().id();
        } while (after != null);
        return tally;
    }
}
