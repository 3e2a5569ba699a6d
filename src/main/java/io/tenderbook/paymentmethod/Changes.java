package io.tenderbook.paymentmethod;

import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Appends to the history of payment methods. */
@Singleton
final class Changes {
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
     *
     * @param before null for the first change of a payment method
     * @param reason why, where the kind and the cause do not say it; for people
     */
    void append(
            ChangeKind kind,
            PaymentMethod method,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            Cause cause,
            @Nullable String reason) {
        jdbi.useHandle(handle -> {
            handle.execute(
                    "INSERT INTO payment_method_change_counter (organisation_id, last_position) VALUES (?, 1)"
                            + " ON DUPLICATE KEY UPDATE last_position = last_position + 1",
                    method.organisationId());
            handle.createUpdate("INSERT INTO payment_method_change (id, organisation_id, position, payment_method_id,"
                            + " customer_id, kind, state_before, state_after, cause, cause_id, reason, changed_at)"
                            + " SELECT :id, :organisation, last_position, :method, :customer, :kind, :before, :after,"
                            + " :cause, :causeId, :reason, :at FROM payment_method_change_counter"
                            + " WHERE organisation_id = :organisation")
                    .bind("id", Ids.next())
                    .bind("organisation", method.organisationId())
                    .bind("method", method.id())
                    .bind("customer", method.customerId())
                    .bind("kind", kind)
                    .bind("before", before == null ? null : Json.write(before))
                    .bind("after", Json.write(after))
                    .bind("cause", cause.kind())
                    .bind("causeId", cause.id())
                    .bind("reason", reason)
                    .bind("at", clock.instant())
                    .execute();
        });
        transactions.afterCommit(() -> listeners.forEach(listener -> listener.changed(method.organisationId())));
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
