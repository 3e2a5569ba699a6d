package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.paymentmethod.Changes.Change;
import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.provider.Connector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction that applies many words about payment methods of one connector holds: what was locked and read for all of them at its
 * beginning, with what was decided since, until that is written for all of them at its end. Of one thread.
 */
final class Batch implements ObjectTable, PaymentMethodTable, ChangeLog, Owners, InactiveMandates {
    private final Map<Key, ProviderObject> objects = new HashMap<>();
    private final Map<Key, ProviderObject> savedObjects = new LinkedHashMap<>();
    private final Set<Key> unknown;
    private final Map<String, PaymentMethod> methods;
    private final Map<String, PaymentMethod> savedMethods = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, ConnectorMapping> mappings;
    private final Set<String> inactive;

    /**
     * @param locked customers and payment methods
     * @param unknown payment methods of which there is nothing to lock
     * @param methods by the provider's id
     * @param mappings of the customers, by the provider's id
     * @param inactive the payment methods without an active mandate, of those that have no record
     */
    Batch(
            List<ProviderObject> locked,
            List<ProviderObject> unknown,
            Map<String, PaymentMethod> methods,
            Map<String, ConnectorMapping> mappings,
            Set<String> inactive) {
        locked.forEach(object -> objects.put(Key.of(object), object));
        unknown.forEach(object -> objects.put(Key.of(object), object));
        this.unknown = unknown.stream().map(Key::of).collect(Collectors.toSet());
        this.methods = new HashMap<>(methods);
        this.mappings = mappings;
        this.inactive = inactive;
    }

    private record Key(Kind kind, String externalId) {
        static Key of(ProviderObject object) {
            return new Key(object.kind(), object.externalId());
        }
    }

    @Override
    public ProviderObject lock(UUID connectorId, Kind kind, String externalId) {
        return held(objects.get(new Key(kind, externalId)));
    }

    @Override
    public void save(ProviderObject object) {
        var key = Key.of(object);
        var saved = object.written();
        objects.put(key, saved);
        savedObjects.put(key, saved);
    }

    @Override
    public Optional<PaymentMethod> lock(UUID connectorId, String stripeId) {
        return Optional.ofNullable(methods.get(stripeId));
    }

    @Override
    public void insert(PaymentMethod row) {
        update(row);
    }

    @Override
    public void update(PaymentMethod row) {
        methods.put(row.stripeId(), row);
        savedMethods.put(row.stripeId(), row);
    }

    @Override
    public void append(
            ChangeKind kind,
            PaymentMethod method,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            Cause cause,
            @Nullable String reason) {
        changes.add(new Change(kind, method, before, after, cause, reason));
    }

    @Override
    public Optional<UUID> ownerOf(Connector connector, String externalId) {
        return Optional.of(held(mappings.get(externalId)).customerId());
    }

    @Override
    public Optional<UUID> ownerOf(Connector connector, String externalId, UUID claimantId) {
        throw new IllegalStateException("a claim is decided alone");
    }

    @Override
    public boolean allInactive(UUID connectorId, String paymentMethodId) {
        return inactive.contains(paymentMethodId);
    }

    /** The records as they are now, by the provider's id. */
    Map<String, PaymentMethod> records() {
        return Map.copyOf(methods);
    }

    /** Writes it all: what others refer to first, and last what all writers of an organisation wait for each other for. */
    void flush(ProviderObjects objectTable, PaymentMethodRows rows, Changes history) {
        List<ProviderObject> fresh = new ArrayList<>();
        List<ProviderObject> known = new ArrayList<>();
        savedObjects.forEach((key, object) -> (unknown.contains(key) ? fresh : known).add(object));
        objectTable.insertAll(fresh);
        objectTable.saveAll(known);
        rows.saveAll(savedMethods.values());
        history.appendAll(changes);
    }

    private static <T> T held(@Nullable T what) {
        if (what == null) {
            throw new IllegalStateException("decided upon without being locked");
        }
        return what;
    }
}
