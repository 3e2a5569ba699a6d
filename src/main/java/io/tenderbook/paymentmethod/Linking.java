package io.tenderbook.paymentmethod;

import static io.tenderbook.customer.UserErrorCode.PROVIDER_CUSTOMER_NOT_FOUND;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.ExternalCustomerLinked;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCustomer;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps a customer of ours to one that exists at a provider, and brings in what the provider knows of it. */
@Singleton
final class Linking {
    private static final Logger LOG = LoggerFactory.getLogger(Linking.class);

    private final Ownership ownership;
    private final Intents intents;
    private final IntentCalls calls;
    private final ProviderObjects objects;
    private final CustomerSync customerSync;
    private final PaymentMethodPull methods;
    private final PaymentProviders providers;
    private final Transactions transactions;
    private final ApplicationEventPublisher<ExternalCustomerLinked> events;

    Linking(
            Ownership ownership,
            Intents intents,
            IntentCalls calls,
            ProviderObjects objects,
            CustomerSync customerSync,
            PaymentMethodPull methods,
            PaymentProviders providers,
            Transactions transactions,
            ApplicationEventPublisher<ExternalCustomerLinked> events) {
        this.ownership = ownership;
        this.intents = intents;
        this.calls = calls;
        this.objects = objects;
        this.customerSync = customerSync;
        this.methods = methods;
        this.providers = providers;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * Asks the provider whether it has that customer, maps it, brings in its payment methods and its default, and releases
     * the events that waited for it. Once it is mapped nothing fails any more: what could not be brought in is left to the
     * janitor.
     *
     * @throws UserErrorException if the provider has no such customer, or it is another customer's of ours
     */
    ConnectorMapping link(Connector connector, Customer customer, String externalId, Mutation mutation) {
        var call = mutation.call();
        long version = objects.version(connector.id(), Kind.CUSTOMER, externalId);
        ProviderAnswer<ProviderCustomer> answer = providers.of(connector).readCustomer(connector, externalId, call);
        if (answer.value().deleted()) {
            throw deleted(connector);
        }
        var linked = transactions.run(() -> new Linked(
                map(connector, customer.id(), externalId),
                intents.begin(PullStep.plan(mutation, connector, customer.id(), externalId))));
        try {
            calls.make(linked.pull(), () -> {
                methods.pull(connector, externalId, new Look(Cause.IMPORT, () -> call, Settlement.Listener.NONE));
                customerSync.answered(
                        connector,
                        answer,
                        version,
                        call,
                        false,
                        mutation.cause(),
                        settled -> intents.done(linked.pull(), null));
                return null;
            });
        } catch (ProviderException later) {
            LOG.warn("{} is linked, but not all of it was brought in: {}", externalId, later.getMessage());
        } finally {
            // The mapping stands whatever became of the rest, so nothing waits for it any more.
            events.publishEvent(new ExternalCustomerLinked(connector.id(), externalId));
        }
        return linked.mapping();
    }

    private record Linked(ConnectorMapping mapping, Intent pull) {}

    /**
     * Maps without asking the provider.
     *
     * @throws UserErrorException if the external customer is another customer's of ours, or ours is another one there
     */
    ConnectorMapping map(Connector connector, UUID customerId, String externalId) {
        return transactions.run(() -> {
            if (objects.lock(connector.id(), Kind.CUSTOMER, externalId).tombstone()) {
                throw deleted(connector);
            }
            return ownership.link(connector, externalId, customerId);
        });
    }

    private static UserErrorException deleted(Connector connector) {
        return new UserErrorException(
                UserError.of(PROVIDER_CUSTOMER_NOT_FOUND, "The customer was deleted at " + connector.name() + "."));
    }
}
