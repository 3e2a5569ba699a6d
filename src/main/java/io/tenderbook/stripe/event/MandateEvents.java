package io.tenderbook.stripe.event;

import io.tenderbook.paymentmethod.MandateSync;
import io.tenderbook.provider.Connector;
import io.tenderbook.stripe.MandateJson;
import io.tenderbook.stripe.StripeEvent;
import io.tenderbook.webhook.StoredEvent;
import jakarta.inject.Singleton;
import java.util.Set;

/** Events that show a mandate, under which a bank account is debited. */
@Singleton
final class MandateEvents extends StripeEventHandler {
    private final MandateSync sync;

    MandateEvents(MandateSync sync) {
        this.sync = sync;
    }

    @Override
    public Set<String> eventTypes() {
        return Set.of("mandate.updated");
    }

    @Override
    public Outcome handle(Connector connector, StoredEvent stored, Mark mark) {
        var event = StripeEvent.parse(stored.payload());
        return outcome(sync.follow(connector, MandateJson.read(event.object()), event.word(false), marking(mark)));
    }
}
