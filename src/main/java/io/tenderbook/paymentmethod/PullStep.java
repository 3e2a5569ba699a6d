package io.tenderbook.paymentmethod;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.tenderbook.customer.ExternalCustomerLinked;
import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.IntentKind;
import io.tenderbook.paymentmethod.intent.IntentPlan;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderCall;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** Brings in what a customer has at the provider, once it is mapped. */
@Singleton
final class PullStep implements IntentStep {
    private final Intents intents;
    private final IntentCalls calls;
    private final CustomerPull customers;
    private final ApplicationEventPublisher<ExternalCustomerLinked> events;

    PullStep(
            Intents intents,
            IntentCalls calls,
            CustomerPull customers,
            ApplicationEventPublisher<ExternalCustomerLinked> events) {
        this.intents = intents;
        this.calls = calls;
        this.customers = customers;
        this.events = events;
    }

    static IntentPlan plan(Mutation mutation, Connector connector, UUID customerId, String customerExternalId) {
        return new IntentPlan(
                mutation.operationId(),
                IntentKind.PULL,
                connector,
                customerId,
                customerExternalId,
                null,
                Map.of(),
                mutation.cause().id());
    }

    @Override
    public IntentKind kind() {
        return IntentKind.PULL;
    }

    @Override
    public void carryOut(Intent intent, Connector connector, ProviderCall call) {
        calls.make(intent, () -> {
            // Whoever mapped it may have died before saying so to the events that waited for it.
            events.publishEvent(new ExternalCustomerLinked(connector.id(), intent.customer()));
            customers.pull(connector, intent.customer(), Cause.IMPORT, call);
            intents.done(intent, null);
            return null;
        });
    }

    @Override
    public Sight look(Intent intent, Connector connector, ProviderCall call) {
        carryOut(intent, connector, call);
        return Sight.DONE;
    }
}
