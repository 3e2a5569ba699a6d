package io.tenderbook.stripe.event;

import io.tenderbook.paymentmethod.PaymentMethodSync;
import io.tenderbook.provider.Connector;
import io.tenderbook.stripe.PaymentMethodJson;
import io.tenderbook.stripe.StripeEvent;
import io.tenderbook.webhook.StoredEvent;
import jakarta.inject.Singleton;
import java.util.Set;

/** Events that show a payment method. */
@Singleton
final class PaymentMethodEvents extends StripeEventHandler {
    private static final String DETACHED = "payment_method.detached";

    private final PaymentMethodSync sync;

    PaymentMethodEvents(PaymentMethodSync sync) {
        this.sync = sync;
    }

    @Override
    public Set<String> eventTypes() {
        return Set.of(
                "payment_method.attached", "payment_method.updated", "payment_method.automatically_updated", DETACHED);
    }

    @Override
    public Outcome handle(Connector connector, StoredEvent stored, Mark mark) {
        var event = StripeEvent.parse(stored.payload());
        return outcome(sync.follow(
                connector,
                PaymentMethodJson.read(event.object()),
                event.word(event.type().equals(DETACHED)),
                marking(mark)));
    }
}
