package io.tenderbook.paymentmethod;

import static io.tenderbook.customer.UserErrorCode.PROVIDER_CUSTOMER_NOT_FOUND;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.ExternalCustomerLinked;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderCustomer;
import jakarta.inject.Singleton;

/** Maps a customer of ours to one that exists at a provider, and brings in what the provider knows of it. */
@Singleton
final class Linking {
    private final Ownership ownership;
    private final ProviderObjects objects;
    private final CustomerSync customerSync;
    private final PaymentMethodPull methods;
    private final PaymentProviders providers;
    private final Transactions transactions;
    private final ApplicationEventPublisher<ExternalCustomerLinked> linked;

    Linking(
            Ownership ownership,
            ProviderObjects objects,
            CustomerSync customerSync,
            PaymentMethodPull methods,
            PaymentProviders providers,
            Transactions transactions,
            ApplicationEventPublisher<ExternalCustomerLinked> linked) {
        this.ownership = ownership;
        this.objects = objects;
        this.customerSync = customerSync;
        this.methods = methods;
        this.providers = providers;
        this.transactions = transactions;
        this.linked = linked;
    }

    /**
     * Asks the provider whether it has that customer, maps it, brings in its payment methods and its default, and releases
     * the events that waited for it.
     *
     * @throws UserErrorException if the provider has no such customer, or it is another customer's of ours
     */
    ConnectorMapping link(Connector connector, Customer customer, String externalId, ProviderCall call, Cause cause) {
        long version = objects.version(connector.id(), Kind.CUSTOMER, externalId);
        ProviderAnswer<ProviderCustomer> answer = providers.of(connector).readCustomer(connector, externalId, call);
        if (answer.value().deleted()) {
            throw deleted(connector);
        }
        ConnectorMapping mapping = map(connector, customer, externalId);
        try {
            methods.pull(connector, externalId, new Look(Cause.IMPORT, () -> call, Settlement.Listener.NONE));
            customerSync.answered(connector, answer, version, call, false, cause);
        } finally {
            // The mapping stands whatever became of the rest, so nothing waits for it any more.
            linked.publishEvent(new ExternalCustomerLinked(connector.id(), externalId));
        }
        return mapping;
    }

    /**
     * Maps without asking the provider.
     *
     * @throws UserErrorException if the external customer is another customer's of ours, or ours is another one there
     */
    ConnectorMapping map(Connector connector, Customer customer, String externalId) {
        return transactions.run(() -> {
            if (objects.lock(connector.id(), Kind.CUSTOMER, externalId).tombstone()) {
                throw deleted(connector);
            }
            return ownership.link(connector, externalId, customer.id());
        });
    }

    private static UserErrorException deleted(Connector connector) {
        return new UserErrorException(
                UserError.of(PROVIDER_CUSTOMER_NOT_FOUND, "The customer was deleted at " + connector.name() + "."));
    }
}
