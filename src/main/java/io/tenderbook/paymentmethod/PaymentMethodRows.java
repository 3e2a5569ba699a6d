package io.tenderbook.paymentmethod;

import io.tenderbook.platform.BulkInsert;
import io.tenderbook.platform.BulkInsert.Column;
import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.RecordMapper;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The table of payment methods; the projections alone write through it. */
@Singleton
final class PaymentMethodRows implements PaymentMethodTable {
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

    private static final List<Column<PaymentMethod>> WRITTEN_ONCE = List.of(
            new Column<>("id", PaymentMethod::id),
            new Column<>("organisation_id", PaymentMethod::organisationId),
            new Column<>("connector_id", PaymentMethod::connectorId),
            new Column<>("stripe_id", PaymentMethod::stripeId),
            new Column<>("created_at", PaymentMethod::createdAt));

    private static final List<Column<PaymentMethod>> CHANGEABLE = List.of(
            new Column<>("customer_id", PaymentMethod::customerId),
            new Column<>("owner_external_id", PaymentMethod::ownerExternalId),
            new Column<>("type", PaymentMethod::type),
            new Column<>("provider_type", PaymentMethod::providerType),
            new Column<>("enabled", PaymentMethod::enabled),
            new Column<>("detached_at", PaymentMethod::detachedAt),
            new Column<>("customer_deleted_at", PaymentMethod::customerDeletedAt),
            new Column<>("unlinked_at", PaymentMethod::unlinkedAt),
            new Column<>("mandate_inactive", PaymentMethod::mandateInactive),
            new Column<>("missing", PaymentMethod::missing),
            new Column<>("brand", PaymentMethod::brand),
            new Column<>("last4", PaymentMethod::last4),
            new Column<>("exp_month", PaymentMethod::expMonth),
            new Column<>("exp_year", PaymentMethod::expYear),
            new Column<>("expires_at", PaymentMethod::expiresAt),
            new Column<>("country", PaymentMethod::country),
            new Column<>("fingerprint", PaymentMethod::fingerprint),
            new Column<>("funding", PaymentMethod::funding),
            new Column<>("wallet", PaymentMethod::wallet),
            new Column<>("details", PaymentMethod::details),
            new Column<>("billing_details", PaymentMethod::billingDetails),
            new Column<>("metadata", PaymentMethod::metadata),
            new Column<>("allow_redisplay", PaymentMethod::allowRedisplay),
            new Column<>("livemode", PaymentMethod::livemode),
            new Column<>("source", PaymentMethod::source),
            new Column<>("raw_data", PaymentMethod::rawData),
            new Column<>("observed_at", PaymentMethod::observedAt),
            new Column<>("updated_at", PaymentMethod::updatedAt),
            new Column<>("synced_at", PaymentMethod::syncedAt));

    private static final List<Column<PaymentMethod>> WRITTEN =
            Stream.concat(WRITTEN_ONCE.stream(), CHANGEABLE.stream()).toList();

    private static final BulkInsert<PaymentMethod> INSERT = new BulkInsert<>("payment_method", WRITTEN, "");

    private static final BulkInsert<PaymentMethod> WRITE =
            new BulkInsert<>("payment_method", WRITTEN, BulkInsert.overwriting(CHANGEABLE));

    private static final String UPDATE = "UPDATE payment_method SET "
            + CHANGEABLE.stream().map(column -> column.name() + " = ?").collect(Collectors.joining(", "))
            + " WHERE id = ?";

    private static final int MOST_AT_ONCE = 32;

    private final Jdbi jdbi;

    PaymentMethodRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<PaymentMethod> lock(UUID connectorId, String stripeId) {
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

    /** Those of these that there are, by the provider's id, locked until the transaction ends. */
    Map<String, PaymentMethod> lockAll(UUID connectorId, Collection<String> stripeIds) {
        if (stripeIds.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(SELECT_TO_LOCK
                        + " WHERE p.connector_id = :connector AND p.stripe_id_digest IN (<digests>) FOR UPDATE")
                .bind("connector", connectorId)
                .bindList("digests", Digests.padded(stripeIds))
                .map(ROW)
                .collect(Collectors.toMap(PaymentMethod::stripeId, Function.identity())));
    }

    @Override
    public void insert(PaymentMethod row) {
        jdbi.useHandle(handle -> INSERT.execute(handle, List.of(row)));
    }

    @Override
    public void update(PaymentMethod row) {
        jdbi.useHandle(handle -> {
            var update = handle.createUpdate(UPDATE);
            int position = 0;
            for (Column<PaymentMethod> column : CHANGEABLE) {
                update.bind(position++, column.value().apply(row));
            }
            update.bind(position, row.id()).execute();
        });
    }

    /** Writes locked records, new or not. */
    void saveAll(Collection<PaymentMethod> rows) {
        jdbi.useHandle(handle ->
                PowersOfTwo.pieces(List.copyOf(rows), MOST_AT_ONCE).forEach(piece -> WRITE.execute(handle, piece)));
    }

    /** Gives everything of one customer to another. */
    void move(UUID fromCustomerId, UUID toCustomerId) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE payment_method SET customer_id = ? WHERE customer_id = ?", toCustomerId, fromCustomerId));
    }
}
