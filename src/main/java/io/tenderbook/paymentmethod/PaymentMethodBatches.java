package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.Verdict.Final;
import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Applies many words about payment methods with a few statements. What decides is the same projection as for one word
 * alone; only what it reads is read, and what it writes is written, for all of them together.
 */
@Singleton
public final class PaymentMethodBatches {
    private final Jdbi jdbi;
    private final ProviderObjects objects;
    private final PaymentMethodRows rows;
    private final ConnectorMappings mappings;
    private final Mandates mandates;
    private final Changes changes;
    private final Clock clock;

    PaymentMethodBatches(
            Jdbi jdbi,
            ProviderObjects objects,
            PaymentMethodRows rows,
            ConnectorMappings mappings,
            Mandates mandates,
            Changes changes,
            Clock clock) {
        this.jdbi = jdbi;
        this.objects = objects;
        this.rows = rows;
        this.mappings = mappings;
        this.mandates = mandates;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Applies those of these events that the database alone can decide, in their order, in the transaction that is open on
     * this thread. Of the others, whose listeners hear nothing, nothing is written: their customer is not known yet, a
     * caller's claim awaits them, or the provider has to be read.
     */
    public void offer(Connector connector, List<PaymentMethodOffer> offers) {
        apply(connector, offers);
    }

    /** Returns the records of those that could be decided, as they are now, by the provider's id. */
    Map<String, PaymentMethod> apply(Connector connector, List<? extends PaymentMethodWord> words) {
        var owners = objects.lockKnown(connector.id(), Kind.CUSTOMER, ids(words, PaymentMethodWord::owner));
        var kept = mappings.latest(connector.id(), owners.keySet()).values().stream()
                .filter(Ownership::keeps)
                .filter(mapping -> heardOf(Objects.requireNonNull(owners.get(mapping.externalId()))))
                .collect(Collectors.toMap(ConnectorMapping::externalId, Function.identity()));
        var decidable = words.stream()
                .filter(word -> word.owner() == null || kept.containsKey(word.owner()))
                .toList();
        return decidable.isEmpty() ? Map.of() : apply(connector, decidable, owners, kept);
    }

    private Map<String, PaymentMethod> apply(
            Connector connector,
            List<? extends PaymentMethodWord> words,
            Map<String, ProviderObject> owners,
            Map<String, ConnectorMapping> kept) {
        // Of a new one there is nothing to lock: if somebody has written of it meanwhile, its insertion fails.
        var locked = objects.lockKnown(
                connector.id(),
                Kind.PAYMENT_METHOD,
                ids(words.stream().filter(word -> !word.isNew()).toList(), PaymentMethodWord::id));
        var unknown = without(ids(words, PaymentMethodWord::id), locked.keySet()).stream()
                .map(id -> ProviderObject.unknown(connector.id(), Kind.PAYMENT_METHOD, id))
                .toList();
        // Who records a payment method, or a mandate of it, has locked its object: without that there are none.
        var known = rows.lockAll(connector.id(), locked.keySet());
        var inactive = mandates.allInactive(connector.id(), without(locked.keySet(), known.keySet()));
        var batch = new Batch(
                Stream.concat(owners.values().stream(), locked.values().stream())
                        .toList(),
                unknown,
                known,
                kept,
                inactive);
        var projection = projection(batch);
        for (PaymentMethodWord word : words) {
            var row = known.get(word.id());
            if ((row == null || !isClaim(row)) && word.decide(projection, connector) instanceof Final end) {
                word.settled().settled(end.settlement());
            }
        }
        batch.flush(objects, rows, changes);
        return batch.records();
    }

    private static Set<String> without(Set<String> ids, Set<String> others) {
        Set<String> rest = new TreeSet<>(ids);
        rest.removeAll(others);
        return rest;
    }

    private PaymentMethodProjection projection(Batch batch) {
        var defaults = new Defaults(jdbi, batch, clock);
        var writer = new PaymentMethodWriter(batch, batch, batch, batch, defaults, batch, clock);
        return new PaymentMethodProjection(batch, batch, writer, clock);
    }

    /** Otherwise it is read before anything of it is recorded. */
    private static boolean heardOf(ProviderObject customer) {
        return customer.observedAt() != null || customer.missing() || customer.tombstone();
    }

    /** What a caller said of it before the provider spoke. */
    private static boolean isClaim(PaymentMethod row) {
        return row.syncedAt() == null && row.customerId() != null;
    }

    private static Set<String> ids(
            List<? extends PaymentMethodWord> words, Function<PaymentMethodWord, @Nullable String> id) {
        return words.stream().map(id).filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
    }
}
