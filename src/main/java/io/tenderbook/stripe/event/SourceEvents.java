package io.tenderbook.stripe.event;

import io.tenderbook.paymentmethod.PaymentMethodSync;
import io.tenderbook.provider.Connector;
import io.tenderbook.stripe.StripeEvent;
import io.tenderbook.webhook.EventStatus;
import io.tenderbook.webhook.StoredEvent;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Events about legacy cards and sources ({@code card_…}, {@code src_…}). They show an object of another shape than the
 * payment method that Stripe also makes of it, so they are no more than a reason to read that; but a deleted one is
 * detached, since nothing is left to read.
 */
@Singleton
final class SourceEvents extends StripeEventHandler {
    private static final String DELETED = "customer.source.deleted";

    private final PaymentMethodSync sync;

    SourceEvents(PaymentMethodSync sync) {
        this.sync = sync;
    }

    @Override
    public Set<String> eventTypes() {
        return Set.of("customer.source.created", "customer.source.updated", "customer.source.expiring", DELETED);
    }

    @Override
    public Outcome handle(Connector connector, StoredEvent stored, Mark mark) {
        var event = StripeEvent.parse(stored.payload());
        String id = event.reference("id");
        String customer = event.reference("customer");
        if (id == null) {
            mark.settle(EventStatus.IGNORED, null);
            return new Outcome.Settled();
        }
        boolean deleted = event.type().equals(DELETED);
        return outcome(
                deleted
                        ? sync.ended(connector, id, customer, event.word(true), marking(mark))
                        : sync.look(connector, id, customer, event.word(false), marking(mark)));
    }
}
