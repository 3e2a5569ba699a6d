package io.tenderbook.stripe.event;

import io.tenderbook.paymentmethod.PaymentMethodSync;
import io.tenderbook.provider.Connector;
import io.tenderbook.stripe.StripeEvent;
import io.tenderbook.webhook.EventStatus;
import io.tenderbook.webhook.StoredEvent;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * A SetupIntent that succeeded has attached its payment method, but shows only its id, may come before the attachment is
 * visible, or after a detachment: it is no more than a reason to read.
 */
@Singleton
final class SetupIntentEvents extends StripeEventHandler {
    private final PaymentMethodSync sync;

    SetupIntentEvents(PaymentMethodSync sync) {
        this.sync = sync;
    }

    @Override
    public Set<String> eventTypes() {
        return Set.of("setup_intent.succeeded");
    }

    @Override
    public Outcome handle(Connector connector, StoredEvent stored, Mark mark) {
        var event = StripeEvent.parse(stored.payload());
        String paymentMethodId = event.reference("payment_method");
        if (paymentMethodId == null) {
            mark.settle(EventStatus.APPLIED, null);
            return new Outcome.Settled();
        }
        return outcome(
                sync.look(connector, paymentMethodId, event.reference("customer"), event.word(false), marking(mark)));
    }
}
