package io.tenderbook.paymentmethod;

import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes which payment method is a customer's default at a connector, and the changes that this makes. */
@Singleton
final class Defaults {
    private final Jdbi jdbi;
    private final ChangeLog changes;
    private final Clock clock;

    Defaults(Jdbi jdbi, ChangeLog changes, Clock clock) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.clock = clock;
    }

    /** Makes this the default, or none if null. Writes nothing and returns false if it is so already. */
    boolean set(Connector connector, UUID customerId, @Nullable PaymentMethod next, Cause cause) {
        var current = current(connector.id(), customerId);
        if (current.map(PaymentMethod::id).equals(Optional.ofNullable(next).map(PaymentMethod::id))) {
            return false;
        }
        current.ifPresent(old -> clear(old, cause));
        if (next != null) {
            jdbi.useHandle(handle -> handle.execute(
                    "INSERT INTO default_payment_method (connector_id, customer_id, organisation_id,"
                            + " payment_method_id, set_at) VALUES (?, ?, ?, ?, ?)",
                    connector.id(),
                    customerId,
                    connector.organisationId(),
                    next.id(),
                    clock.instant()));
            changes.append(
                    ChangeKind.DEFAULT_SET, next, Changes.isDefault(false), Changes.isDefault(true), cause, null);
        }
        return true;
    }

    /** Takes the default away from this payment method, if it is one. */
    void clear(PaymentMethod method, Cause cause) {
        int cleared = jdbi.withHandle(handle ->
                handle.execute("DELETE FROM default_payment_method WHERE payment_method_id = ?", method.id()));
        if (cleared > 0) {
            changes.append(
                    ChangeKind.DEFAULT_CLEARED, method, Changes.isDefault(true), Changes.isDefault(false), cause, null);
        }
    }

    void move(UUID fromCustomerId, UUID toCustomerId) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE default_payment_method SET customer_id = ? WHERE customer_id = ?",
                toCustomerId,
                fromCustomerId));
    }

    private Optional<PaymentMethod> current(UUID connectorId, UUID customerId) {
        return jdbi.withHandle(handle -> handle.select(
                        PaymentMethodRows.SELECT_TO_LOCK + " WHERE d.connector_id = ? AND d.customer_id = ? FOR UPDATE",
                        connectorId,
                        customerId)
                .map(PaymentMethodRows.ROW)
                .findFirst());
    }
}
