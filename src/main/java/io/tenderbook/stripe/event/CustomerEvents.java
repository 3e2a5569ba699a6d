package io.tenderbook.stripe.event;

import io.tenderbook.paymentmethod.CustomerSync;
import io.tenderbook.provider.Connector;
import io.tenderbook.stripe.CustomerJson;
import io.tenderbook.stripe.StripeEvent;
import io.tenderbook.webhook.StoredEvent;
import jakarta.inject.Singleton;
import java.util.Set;

/** Events that show a customer. A deletion shows the customer in full, without saying in it that it is deleted. */
@Singleton
final class CustomerEvents extends StripeEventHandler {
    private static final String DELETED = "customer.deleted";

    private final CustomerSync sync;

    CustomerEvents(CustomerSync sync) {
        this.sync = sync;
    }

    @Override
    public Set<String> eventTypes() {
        return Set.of("customer.created", "customer.updated", DELETED);
    }

    @Override
    public Outcome handle(Connector connector, StoredEvent stored, Mark mark) {
        var event = StripeEvent.parse(stored.payload());
        return outcome(sync.follow(
                connector,
                CustomerJson.read(event.object()),
                event.word(event.type().equals(DELETED)),
                marking(mark)));
    }
}
