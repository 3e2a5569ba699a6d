package io.tenderbook.paymentmethod;

import io.tenderbook.platform.BulkInsert;
import io.tenderbook.platform.BulkInsert.Column;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Appends to the history of payment methods. */
@Singleton
final class Changes implements ChangeLog {
    private static final int MOST_AT_ONCE = 64;

    private static final BulkInsert<Placed> INSERT = new BulkInsert<>(
            "payment_method_change",
            List.of(
                    new Column<>("id", placed -> Ids.next()),
                    new Column<>("organisation_id", placed -> placed.change().organisationId()),
                    new Column<>("position", Placed::position),
                    new Column<>(
                            "payment_method_id",
                            placed -> placed.change().method().id()),
                    new Column<>(
                            "customer_id", placed -> placed.change().method().customerId()),
                    new Column<>("kind", placed -> placed.change().kind()),
                    new Column<>("state_before", placed -> json(placed.change().before())),
                    new Column<>("state_after", placed -> json(placed.change().after())),
                    new Column<>("cause", placed -> placed.change().cause().kind()),
                    new Column<>("cause_id", placed -> placed.change().cause().id()),
                    new Column<>("reason", placed -> placed.change().reason()),
                    new Column<>("changed_at", Placed::at)),
            "");

    private final Jdbi jdbi;
    private final Transactions transactions;
    private final Clock clock;
    private final List<ChangeListener> listeners;

    Changes(Jdbi jdbi, Transactions transactions, Clock clock, List<ChangeListener> listeners) {
        this.jdbi = jdbi;
        this.transactions = transactions;
        this.clock = clock;
        this.listeners = listeners;
    }

    /**
     * Appends one change. Positions grow in the order of commits: the organisation's counter stays locked from here to the
     * end of the transaction, so this comes after every other lock that the transaction takes.
     */
    @Override
    public void append(
            ChangeKind kind,
            PaymentMethod method,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            Cause cause,
            @Nullable String reason) {
        appendAll(List.of(new Change(kind, method, before, after, cause, reason)));
    }

    /** What {@link #append} is told of a change. */
    record Change(
            ChangeKind kind,
            PaymentMethod method,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            Cause cause,
            @Nullable String reason) {
        UUID organisationId() {
            return method.organisationId();
        }
    }

    /** A change with its place in the history. */
    private record Placed(Change change, long position, Instant at) {}

    /** Appends several changes in their order; of one organisation after the other. */
    void appendAll(List<Change> changes) {
        Map<UUID, List<Change>> byOrganisation = changes.stream()
                .collect(Collectors.groupingBy(Change::organisationId, TreeMap::new, Collectors.toList()));
        byOrganisation.forEach((organisationId, own) -> {
            insert(own, last(organisationId, own.size()) - own.size());
            transactions.afterCommit(() -> listeners.forEach(listener -> listener.changed(organisationId)));
        });
    }

    /** Takes as many positions, and returns the last of them. */
    private long last(UUID organisationId, int count) {
        return jdbi.withHandle(handle -> {
            handle.execute(
                    "INSERT INTO payment_method_change_counter (organisation_id, last_position) VALUES (?, ?)"
                            + " ON DUPLICATE KEY UPDATE last_position = last_position + VALUES(last_position)",
                    organisationId,
                    count);
            return handle.select(
                            "SELECT last_position FROM payment_method_change_counter WHERE organisation_id = ?",
                            organisationId)
                    .mapTo(Long.class)
                    .one();
        });
    }

    private void insert(List<Change> changes, long before) {
        Instant now = clock.instant();
        List<Placed> placed = new ArrayList<>();
        changes.forEach(change -> placed.add(new Placed(change, before + placed.size() + 1, now)));
        jdbi.useHandle(
                handle -> PowersOfTwo.pieces(placed, MOST_AT_ONCE).forEach(piece -> INSERT.execute(handle, piece)));
    }

    private static @Nullable String json(@Nullable Map<String, @Nullable Object> state) {
        return state == null ? null : Json.write(state);
    }

    void move(UUID fromCustomerId, UUID toCustomerId) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE payment_method_change SET customer_id = ? WHERE customer_id = ?",
                toCustomerId,
                fromCustomerId));
    }

    /** What the history keeps of a payment method: what a person sees of it, by the field names of the schema. */
    static Map<String, @Nullable Object> state(PaymentMethod method) {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        state.put("customerId", method.customerId());
        state.put("type", method.type());
        state.put("providerType", method.providerType());
        state.put("isActive", method.isActive());
        state.put("detached", method.detachedAt() != null);
        state.put("customerDeleted", method.customerDeletedAt() != null);
        state.put("unlinked", method.unlinkedAt() != null);
        state.put("mandateInactive", method.mandateInactive());
        state.put("brand", method.brand());
        state.put("last4", method.last4());
        state.put("expMonth", method.expMonth());
        state.put("expYear", method.expYear());
        state.put("country", method.country());
        state.put("fingerprint", method.fingerprint());
        state.put("funding", method.funding());
        state.put("wallet", tree(method.wallet()));
        state.put("details", tree(method.details()));
        state.put("billingDetails", tree(method.billingDetails()));
        state.put("metadata", tree(method.metadata()));
        state.put("allowRedisplay", method.allowRedisplay());
        state.put("syncStatus", method.syncStatus());
        return state;
    }

    static Map<String, @Nullable Object> isDefault(boolean is) {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        state.put("isDefault", is);
        return state;
    }

    private static @Nullable Object tree(@Nullable String json) {
        return json == null ? null : Json.parse(json);
    }
}
