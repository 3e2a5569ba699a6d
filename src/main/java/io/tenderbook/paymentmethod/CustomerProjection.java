package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.ConnectorMapping.EndReason;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.customer.Customers;
import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.Verdict.Final;
import io.tenderbook.paymentmethod.Verdict.MustRead;
import io.tenderbook.paymentmethod.Verdict.Overtaken;
import io.tenderbook.paymentmethod.Verdict.UnknownDefault;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCustomer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of what the provider says about customers: who they are, which payment method is their default, and that
 * they are gone. Each method runs inside one transaction of its caller and writes all or nothing.
 */
@Singleton
final class CustomerProjection {
    private final ProviderObjects objects;
    private final PaymentMethodRows methods;
    private final Ownership ownership;
    private final Customers customers;
    private final ConnectorMappings mappings;
    private final Defaults defaults;
    private final Changes changes;
    private final Clock clock;

    CustomerProjection(
            ProviderObjects objects,
            PaymentMethodRows methods,
            Ownership ownership,
            Customers customers,
            ConnectorMappings mappings,
            Defaults defaults,
            Changes changes,
            Clock clock) {
        this.objects = objects;
        this.methods = methods;
        this.ownership = ownership;
        this.customers = customers;
        this.mappings = mappings;
        this.defaults = defaults;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Offers an event's snapshot.
     *
     * @param readNow payment methods that were read in the course of this offer: what is known of them is all there is
     */
    Verdict offer(Connector connector, ProviderCustomer seen, EventWord word, Set<String> readNow) {
        var object = objects.lock(connector.id(), Kind.CUSTOMER, seen.id());
        if (object.tombstone()) {
            return word.terminal() ? Final.APPLIED : Final.STALE;
        }
        var cause = Cause.event(word);
        var known = object.observed(word.created(), null);
        if (word.terminal()) {
            return delete(connector, seen, known, cause);
        }
        return switch (EventOrder.of(object.observedAt(), word.created())) {
            case STALE -> Final.STALE;
            case NEWER -> write(connector, seen, object, known, cause, readNow);
            case UNDECIDED -> {
                if (word.idempotencyKey() == null || !word.idempotencyKey().equals(object.echoKey())) {
                    yield new MustRead();
                }
                objects.save(object.observed(word.created(), object.echoKey()));
                yield Final.APPLIED;
            }
        };
    }

    /**
     * Offers the provider's answer to a call of ours; the parameters are those of
     * {@link PaymentMethodProjection#answer}.
     */
    Verdict answer(
            Connector connector,
            ProviderAnswer<ProviderCustomer> answer,
            long versionBefore,
            @Nullable Instant floor,
            @Nullable String echoKey,
            Cause cause,
            Set<String> readNow) {
        var seen = answer.value();
        var object = objects.lock(connector.id(), Kind.CUSTOMER, seen.id());
        if (object.tombstone()) {
            return Final.APPLIED;
        }
        if (object.version() != versionBefore) {
            return new Overtaken();
        }
        Instant asOf = floor == null || answer.knownAsOf().isAfter(floor) ? answer.knownAsOf() : floor;
        var known = object.observed(answer.replayed() ? null : asOf, echoKey);
        return seen.deleted()
                ? delete(connector, seen, known, cause)
                : write(connector, seen, object, known, cause, readNow);
    }

    /** The provider answered that it knows no such customer; what events said of it stays. */
    Verdict missing(
            Connector connector,
            String customerExternalId,
            long versionBefore,
            @Nullable ProviderCustomer seen,
            @Nullable EventWord word,
            Set<String> readNow) {
        var object = objects.lock(connector.id(), Kind.CUSTOMER, customerExternalId);
        if (object.tombstone()) {
            return Final.STALE;
        }
        if (object.version() != versionBefore) {
            return new Overtaken();
        }
        boolean newest =
                word != null && (object.observedAt() == null || !word.created().isBefore(object.observedAt()));
        if (seen != null && word != null && newest) {
            return write(
                    connector,
                    seen,
                    object,
                    object.observed(word.created(), null).notFound(),
                    Cause.event(word),
                    readNow);
        }
        if (object.missing()) {
            return Final.APPLIED;
        }
        objects.save(object.notFound());
        return Final.applied(Difference.in(Kind.CUSTOMER, customerExternalId, List.of("missing")));
    }

    /** @param found the object as it was before this word */
    private Verdict write(
            Connector connector,
            ProviderCustomer seen,
            ProviderObject found,
            ProviderObject known,
            Cause cause,
            Set<String> readNow) {
        var mapping = ownership.mappingOf(connector, seen);
        if (mapping.isEmpty()) {
            return unmapped(seen);
        }
        Optional<PaymentMethod> next = Optional.empty();
        if (seen.defaultPaymentMethodId() != null) {
            next = methods.lock(connector.id(), seen.defaultPaymentMethodId());
            boolean certain = readNow.contains(seen.defaultPaymentMethodId())
                    || next.filter(method -> belongs(method, seen) || method.detachedAt() != null)
                            .isPresent();
            if (!certain) {
                return new UnknownDefault(seen.defaultPaymentMethodId());
            }
        }
        List<String> fields = new ArrayList<>();
        if (customers
                .find(connector.organisationId(), mapping.get().customerId())
                .filter(customer -> customers.followProvider(customer, seen.name(), seen.email(), seen.metadata()))
                .isPresent()) {
            fields.add("name, email or metadata");
        }
        if (defaults.set(
                connector,
                mapping.get().customerId(),
                next.filter(method -> belongs(method, seen)).orElse(null),
                cause)) {
            fields.add("defaultPaymentMethod");
        }
        if (fields.isEmpty() && cause.compares() && found.observedAt() != null && !found.missing()) {
            return Final.APPLIED;
        }
        objects.save(known);
        return Final.applied(fields.isEmpty() ? null : Difference.in(Kind.CUSTOMER, seen.id(), fields));
    }

    private Verdict delete(Connector connector, ProviderCustomer seen, ProviderObject known, Cause cause) {
        var mapping = ownership.mappingOf(connector, seen);
        objects.save(known.ended());
        if (mapping.isEmpty()) {
            return unmapped(seen);
        }
        mapping.filter(ConnectorMapping::active)
                .ifPresent(active -> mappings.end(active, EndReason.DELETED_AT_PROVIDER));
        for (PaymentMethod method : methods.lockOwnedBy(connector.id(), seen.id())) {
            if (method.customerDeletedAt() == null) {
                markCustomerDeleted(method, cause);
            }
        }
        customers.deleteImported(mapping.get().customerId());
        return Final.applied(Difference.in(Kind.CUSTOMER, seen.id(), List.of("deletedAt")));
    }

    private void markCustomerDeleted(PaymentMethod method, Cause cause) {
        Instant now = clock.instant();
        var after = method.with(method.missing(), now, now);
        methods.update(after);
        defaults.clear(after, cause);
        changes.append(ChangeKind.CUSTOMER_DELETED, after, Changes.state(method), Changes.state(after), cause, null);
    }

    /** Only what the provider has shown to be this customer's, and still is, can be its default. */
    private static boolean belongs(PaymentMethod method, ProviderCustomer seen) {
        return method.detachedAt() == null
                && method.syncedAt() != null
                && !method.missing()
                && seen.id().equals(method.ownerExternalId());
    }

    private static Final unmapped(ProviderCustomer seen) {
        return new Final(new Settlement.Unmapped(seen.id()));
    }
}
