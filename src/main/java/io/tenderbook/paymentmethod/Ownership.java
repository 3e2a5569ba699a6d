package io.tenderbook.paymentmethod;

import static io.tenderbook.customer.UserErrorCode.CONNECTOR_REFERENCE_MISMATCH;
import static io.tenderbook.customer.UserErrorCode.CONNECTOR_REFERENCE_TAKEN;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.ConnectorMapping.EndReason;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.Customers;
import io.tenderbook.customer.ExternalCustomerLinked;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderCustomer;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose a provider's customer is here: mapped, to be imported, or adopted by a customer of ours. Everything here
 * runs inside a transaction that holds the lock of the provider's customer.
 */
@Singleton
final class Ownership implements Owners {
    private final Customers customers;
    private final ConnectorMappings mappings;
    private final PaymentMethodRows methods;
    private final Defaults defaults;
    private final Changes changes;
    private final ApplicationEventPublisher<ExternalCustomerLinked> linked;

    Ownership(
            Customers customers,
            ConnectorMappings mappings,
            PaymentMethodRows methods,
            Defaults defaults,
            Changes changes,
            ApplicationEventPublisher<ExternalCustomerLinked> linked) {
        this.customers = customers;
        this.mappings = mappings;
        this.methods = methods;
        this.defaults = defaults;
        this.changes = changes;
        this.linked = linked;
    }

    /** Whether what the provider says about this customer is recorded; otherwise it waits until somebody links it. */
    boolean keepsWordOf(Connector connector, String externalId) {
        return mappings.latest(connector.id(), externalId).map(Ownership::keeps).orElse(connector.importCustomers());
    }

    /** Whether this customer is, or ever was, one of ours. */
    boolean isMapped(Connector connector, String externalId) {
        return mappings.latest(connector.id(), externalId).isPresent();
    }

    @Override
    public Optional<UUID> ownerOf(Connector connector, String externalId) {
        return mappings.latest(connector.id(), externalId)
                .map(mapping -> keeps(mapping) ? Optional.of(mapping.customerId()) : Optional.<UUID>empty())
                .orElseGet(() -> connector.importCustomers()
                        ? Optional.of(importBare(connector, externalId).customerId())
                        : Optional.empty());
    }

    @Override
    public Optional<UUID> ownerOf(Connector connector, String externalId, UUID claimantId) {
        var mapping = mappings.latest(connector.id(), externalId);
        boolean free = mapping.isEmpty()
                || (mapping.get().active()
                        && isImported(connector, mapping.get().customerId()));
        if (free
                && customers.lock(claimantId)
                && mappings.active(connector.id(), claimantId).isEmpty()) {
            give(connector, externalId, mapping.orElse(null), claimantId);
            release(connector, externalId);
            return Optional.of(claimantId);
        }
        return ownerOf(connector, externalId);
    }

    /**
     * Maps an external customer to ours on a caller's word. Events that waited for that are left to the caller, who has
     * more to bring in first.
     *
     * @throws UserErrorException if it is another customer's, made or changed by a caller, or the customer is mapped to
     *     another one there
     */
    ConnectorMapping link(Connector connector, String externalId, UUID customerId) {
        var mapping = mappings.latest(connector.id(), externalId).filter(ConnectorMapping::active);
        if (mapping.isPresent() && mapping.get().customerId().equals(customerId)) {
            return mapping.get();
        }
        if (mapping.isPresent() && !isImported(connector, mapping.get().customerId())) {
            throw new UserErrorException(UserError.of(
                    CONNECTOR_REFERENCE_TAKEN, "That reference id belongs to another customer of this organisation."));
        }
        if (!customers.lock(customerId)) {
            throw new UserErrorException(Inputs.customerNotFound());
        }
        if (mappings.active(connector.id(), customerId).isPresent()) {
            throw new UserErrorException(UserError.of(
                    CONNECTOR_REFERENCE_MISMATCH,
                    "The customer was mapped at " + connector.name() + " to another reference id just now."));
        }
        give(connector, externalId, mapping.orElse(null), customerId);
        return mappings.active(connector.id(), customerId).orElseThrow();
    }

    /**
     * The mapping under which the provider's word on a customer is kept, made now if need be; empty if it has to wait. A
     * customer that we made there finds its way back by the id it carries.
     */
    Optional<ConnectorMapping> mappingOf(Connector connector, ProviderCustomer seen) {
        var known = mappings.latest(connector.id(), seen.id());
        if (known.isPresent()) {
            return known.filter(Ownership::keeps);
        }
        var ours = Optional.ofNullable(seen.ourId())
                .flatMap(id -> customers.find(connector.organisationId(), id))
                .filter(customer -> customer.deletedAt() == null
                        && mappings.active(connector.id(), customer.id()).isEmpty());
        if (ours.isPresent()) {
            var mapping = map(connector, seen.id(), ours.get().id());
            release(connector, seen.id());
            return Optional.of(mapping);
        }
        return connector.importCustomers() ? Optional.of(importBare(connector, seen.id())) : Optional.empty();
    }

    private ConnectorMapping importBare(Connector connector, String externalId) {
        var customer = customers.create(connector.organisationId(), null, null, "{}", true);
        var mapping = map(connector, externalId, customer.id());
        release(connector, externalId);
        return mapping;
    }

    /** Lets the events go on that waited for this mapping, as soon as it is committed. */
    private void release(Connector connector, String externalId) {
        linked.publishEvent(new ExternalCustomerLinked(connector.id(), externalId));
    }

    private ConnectorMapping map(Connector connector, String externalId, UUID customerId) {
        return mappings.create(connector.organisationId(), connector.id(), customerId, externalId);
    }

    /** Maps to this customer what is mapped nowhere, or lets it take the place of the imported customer it is mapped to. */
    private void give(Connector connector, String externalId, @Nullable ConnectorMapping imported, UUID customerId) {
        customers.keep(customerId);
        if (imported == null) {
            map(connector, externalId, customerId);
            return;
        }
        UUID former = imported.customerId();
        customers.lock(former); // so that nothing new is recorded for it while everything moves
        mappings.move(former, customerId);
        methods.move(former, customerId);
        defaults.move(former, customerId);
        changes.move(former, customerId);
        customers.remove(former);
    }

    private boolean isImported(Connector connector, UUID customerId) {
        return customers
                .find(connector.organisationId(), customerId)
                .map(Customer::imported)
                .orElse(false);
    }

    /** After the provider deleted its customer, what it still says of that customer's payment methods is kept. */
    static boolean keeps(ConnectorMapping mapping) {
        return mapping.active() || mapping.endedBecause() == EndReason.DELETED_AT_PROVIDER;
    }
}
