package io.tenderbook.stripe.event;

import io.tenderbook.paymentmethod.Follower;
import io.tenderbook.paymentmethod.Progress;
import io.tenderbook.paymentmethod.Settlement;
import io.tenderbook.provider.Connector;
import io.tenderbook.stripe.StripeEvent;
import io.tenderbook.stripe.StripePaymentProvider;
import io.tenderbook.webhook.EventHandler;
import io.tenderbook.webhook.EventStatus;
import io.tenderbook.webhook.StoredEvent;
import org.jspecify.annotations.Nullable;

/** What all of Stripe's handlers have in common: whose they are, and how the end of an event is told to the inbox. */
abstract class StripeEventHandler implements EventHandler {
    @Override
    public final String provider() {
        return StripePaymentProvider.NAME;
    }

    @Override
    public final @Nullable String rejection(Connector connector, StoredEvent event) {
        return StripeEvent.parse(event.payload()).rejection(connector);
    }

    static Follower marking(Mark mark) {
        return new Follower() {
            @Override
            public boolean settled(Settlement settlement) {
                return tell(mark, settlement);
            }

            @Override
            public void ended(Progress progress) {
                if (progress instanceof Progress.Deferred deferred) {
                    mark.later(deferred.delay(), deferred.reason());
                }
            }

            @Override
            public void failed(RuntimeException failure) {
                mark.failed(failure);
            }
        };
    }

    static boolean tell(End end, Settlement settlement) {
        return switch (settlement) {
            case Settlement.Applied applied -> end.settle(EventStatus.APPLIED, null);
            case Settlement.Stale stale -> end.settle(EventStatus.STALE, null);
            case Settlement.Unmapped unmapped -> end.settle(EventStatus.UNMAPPED, unmapped.customerExternalId());
        };
    }

    static Outcome outcome(Progress progress) {
        return switch (progress) {
            case Progress.Settled settled -> new Outcome.Settled();
            case Progress.Deferred deferred -> new Outcome.Later(deferred.delay(), deferred.reason());
            case Progress.HandedOn handedOn -> new Outcome.HandedOn();
        };
    }
}
