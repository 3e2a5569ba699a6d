package io.tenderbook.stripe.event;

import io.tenderbook.paymentmethod.PaymentMethodBatches;
import io.tenderbook.paymentmethod.PaymentMethodOffer;
import io.tenderbook.paymentmethod.PaymentMethodSync;
import io.tenderbook.provider.Connector;
import io.tenderbook.stripe.PaymentMethodJson;
import io.tenderbook.stripe.StripeEvent;
import io.tenderbook.webhook.StoredEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Events that show a payment method. */
@Singleton
final class PaymentMethodEvents extends StripeEventHandler {
    private static final String DETACHED = "payment_method.detached";

    private final PaymentMethodSync sync;
    private final PaymentMethodBatches batches;

    PaymentMethodEvents(PaymentMethodSync sync, PaymentMethodBatches batches) {
        this.sync = sync;
        this.batches = batches;
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

    @Override
    public void handleTogether(Connector connector, List<Together> events) {
        var offers = events.stream()
                .flatMap(together -> offer(connector, together).stream())
                .toList();
        if (!offers.isEmpty()) {
            batches.offer(connector, offers);
        }
    }

    /** Empty for one whose failure or rejection is its own. */
    private static Optional<PaymentMethodOffer> offer(Connector connector, Together together) {
        try {
            var event = StripeEvent.parse(together.event().payload());
            return event.rejection(connector) != null
                    ? Optional.empty()
                    : Optional.of(new PaymentMethodOffer(
                            PaymentMethodJson.read(event.object()),
                            event.word(event.type().equals(DETACHED)),
                            settlement -> tell(together.end(), settlement)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
