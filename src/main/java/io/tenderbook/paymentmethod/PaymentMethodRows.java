package io.tenderbook.paymentmethod;

import io.tenderbook.platform.RecordMapper;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The table of payment methods; the projections alone write through it. */
@Singleton
final class PaymentMethodRows {
    static final RowMapper<PaymentMethod> ROW = RecordMapper.of(PaymentMethod.class);

    /** Whether an intent about it is open. */
    static final String PENDING = "EXISTS (SELECT 1 FROM intent i WHERE i.connector_id = p.connector_id"
            + " AND i.payment_method_digest = p.stripe_id_digest AND i.status = 'OPEN') AS pending";

    static final String COLUMNS = "p.*, d.payment_method_id IS NOT NULL AS is_default, " + PENDING;

    static final String TABLES = "payment_method p LEFT JOIN default_payment_method d ON d.payment_method_id = p.id";

    /** Every read of payment methods begins so. */
    static final String SELECT = "SELECT " + COLUMNS + " FROM " + TABLES;

    /** Every read that locks them: what is still to come of them is no part of what was written. */
    static final String SELECT_TO_LOCK =
            "SELECT p.*, d.payment_method_id IS NOT NULL AS is_default, FALSE AS pending FROM " + TABLES;

    /** What may change, by the names of the record; everything else is written once. */
    private static final List<String> CHANGEABLE = List.of(
            "customerId",
            "ownerExternalId",
            "type",
            "providerType",
            "enabled",
            "detachedAt",
            "customerDeletedAt",
            "unlinkedAt",
            "mandateInactive",
            "missing",
            "brand",
            "last4",
            "expMonth",
            "expYear",
            "expiresAt",
            "country",
            "fingerprint",
            "funding",
            "wallet",
            "details",
            "billingDetails",
            "metadata",
            "allowRedisplay",
            "livemode",
            "source",
            "rawData",
            "observedAt",
            "updatedAt",
            "syncedAt");

    private static final String INSERT = "INSERT INTO payment_method (id, organisation_id, connector_id, stripe_id,"
            + " created_at, " + joined(PaymentMethodRows::column)
            + ") VALUES (:id, :organisationId, :connectorId, :stripeId, :createdAt, "
            + joined(property -> ":" + property) + ")";

    private static final String UPDATE =
            "UPDATE payment_method SET " + joined(property -> column(property) + " = :" + property) + " WHERE id = :id";

    private final Jdbi jdbi;

    PaymentMethodRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Locked until the transaction ends. */
    Optional<PaymentMethod> lock(UUID connectorId, String stripeId) {
        return jdbi.withHandle(handle -> handle.select(
                        SELECT_TO_LOCK
                                + " WHERE p.connector_id = ? AND p.stripe_id_digest = UNHEX(SHA2(?, 256)) FOR UPDATE",
                        connectorId,
                        stripeId)
                .map(ROW)
                .findFirst());
    }

    /** All of one owner at the provider, detached ones included, locked until the transaction ends. */
    List<PaymentMethod> lockOwnedBy(UUID connectorId, String customerExternalId) {
        return jdbi.withHandle(handle -> handle.select(
                        SELECT_TO_LOCK
                                + " WHERE p.connector_id = ? AND p.owner_external_id = ? ORDER BY p.id FOR UPDATE",
                        connectorId,
                        customerExternalId)
                .map(ROW)
                .list());
    }

    /** All of a customer of ours at a connector, or at all if null; detached ones included, locked until the transaction ends. */
    List<PaymentMethod> lockOf(UUID customerId, @Nullable UUID connectorId) {
        return jdbi.withHandle(handle -> handle.select(
                        SELECT_TO_LOCK + " WHERE p.customer_id = ? AND (? IS NULL OR p.connector_id = ?)"
                                + " ORDER BY p.id FOR UPDATE",
                        customerId,
                        connectorId,
                        connectorId)
                .map(ROW)
                .list());
    }

    void insert(PaymentMethod row) {
        jdbi.useHandle(handle -> handle.createUpdate(INSERT).bindMethods(row).execute());
    }

    void update(PaymentMethod row) {
        jdbi.useHandle(handle -> handle.createUpdate(UPDATE).bindMethods(row).execute());
    }

    /** Gives everything of one customer to another. */
    void move(UUID fromCustomerId, UUID toCustomerId) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE payment_method SET customer_id = ? WHERE customer_id = ?", toCustomerId, fromCustomerId));
    }

    private static String joined(UnaryOperator<String> form) {
        return CHANGEABLE.stream().map(form).collect(Collectors.joining(", "));
    }

    private static String column(String property) {
        return property.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
