package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.ConnectorMapping.EndReason;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.customer.Customers;
import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.platform.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Ends mappings on a caller's word. The external id is free again; the payment methods stay readable, inactive and nobody's
 * default, until their customer is linked anew.
 */
@Singleton
final class Unlinking {
    private final ProviderObjects objects;
    private final ConnectorMappings mappings;
    private final Customers customers;
    private final PaymentMethodRows methods;
    private final Defaults defaults;
    private final Changes changes;
    private final Transactions transactions;
    private final Clock clock;

    Unlinking(
            ProviderObjects objects,
            ConnectorMappings mappings,
            Customers customers,
            PaymentMethodRows methods,
            Defaults defaults,
            Changes changes,
            Transactions transactions,
            Clock clock) {
        this.objects = objects;
        this.mappings = mappings;
        this.customers = customers;
        this.methods = methods;
        this.defaults = defaults;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Ends one mapping, if it is still active. */
    void unlink(ConnectorMapping mapping, Cause cause) {
        transactions.run(() -> {
            lock(mapping);
            var active = mappings.active(mapping.connectorId(), mapping.customerId());
            if (active.filter(found -> found.id().equals(mapping.id())).isPresent()) {
                mappings.end(mapping, EndReason.UNLINKED);
                customers.keep(mapping.customerId());
                methods.lockOf(mapping.customerId(), mapping.connectorId()).stream()
                        .filter(method -> method.detachedAt() == null && method.unlinkedAt() == null)
                        .forEach(method -> write(ChangeKind.UPDATED, method, method.unlinked(clock.instant()), cause));
            }
            return null;
        });
    }

    /** Ends all mappings of a customer of ours, and marks it as deleted. Does nothing if it is so already. */
    void delete(UUID organisationId, UUID customerId, Cause cause) {
        transactions.run(() -> {
            Set<UUID> locked = new HashSet<>();
            lockAll(organisationId, customerId, locked);
            if (customers.lock(customerId)) {
                lockAll(organisationId, customerId, locked)
                        .forEach(mapping -> mappings.end(mapping, EndReason.CUSTOMER_DELETED));
                methods.lockOf(customerId, null).stream()
                        .filter(method -> method.customerDeletedAt() == null)
                        .forEach(method -> write(
                                ChangeKind.CUSTOMER_DELETED,
                                method,
                                method.with(method.missing(), clock.instant(), clock.instant()),
                                cause));
                customers.delete(customerId);
            }
            return null;
        });
    }

    /** The active mappings, each with the lock of its customer at the provider, which comes before that of ours. */
    private List<ConnectorMapping> lockAll(UUID organisationId, UUID customerId, Set<UUID> locked) {
        var active = mappings.of(organisationId, List.of(customerId)).stream()
                .filter(ConnectorMapping::active)
                .sorted(Comparator.comparing(ConnectorMapping::connectorId))
                .toList();
        active.stream().filter(mapping -> locked.add(mapping.id())).forEach(this::lock);
        return active;
    }

    private void lock(ConnectorMapping mapping) {
        objects.lock(mapping.connectorId(), Kind.CUSTOMER, mapping.externalId());
    }

    private void write(ChangeKind kind, PaymentMethod before, PaymentMethod after, Cause cause) {
        methods.update(after);
        defaults.clear(after, cause);
        changes.append(kind, after, Changes.state(before), Changes.state(after), cause, null);
    }
}
