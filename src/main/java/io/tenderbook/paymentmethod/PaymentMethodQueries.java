package io.tenderbook.paymentmethod;

import static java.util.stream.Collectors.groupingBy;

import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.RecordMapper;
import io.tenderbook.platform.ScopedReads;
import io.tenderbook.platform.Transactions;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Looks payment methods up by what identifies them. */
@Singleton
public final class PaymentMethodQueries {
    private static final RowMapper<CurrentDefault> DEFAULT = RecordMapper.of(CurrentDefault.class);
    private final Jdbi jdbi;
    private final ScopedReads<UUID, String, PaymentMethod> byStripeId;

    PaymentMethodQueries(Jdbi jdbi, Transactions transactions) {
        this.jdbi = jdbi;
        byStripeId = new ScopedReads<>(transactions, this::byStripeIds);
    }

    /** Only ids of that organisation are found. */
    public Map<UUID, PaymentMethod> byId(UUID organisationId, Collection<UUID> ids) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        PaymentMethodRows.SELECT + " WHERE p.organisation_id = :organisation AND p.id IN (<ids>)")
                .bind("organisation", organisationId)
                .bindList("ids", PowersOfTwo.padded(ids))
                .map(PaymentMethodRows.ROW)
                .collect(Collectors.toMap(PaymentMethod::id, Function.identity())));
    }

    /** The defaults of customers at all connectors, the one that was set last first; only of that organisation. */
    public Map<UUID, List<CurrentDefault>> defaults(UUID organisationId, Collection<UUID> customerIds, Extent extent) {
        // There always is a connector; LEFT keeps MySQL from beginning with it, and from sorting in a temporary table.
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + extent.columns()
                        + ", TRUE AS is_default, c.name AS connector_name, d.customer_id AS default_of"
                        + " FROM default_payment_method d"
                        + " JOIN payment_method p ON p.id = d.payment_method_id"
                        + " LEFT JOIN connector c ON c.id = d.connector_id"
                        + " WHERE d.organisation_id = :organisation AND d.customer_id IN (<customers>)"
                        + " ORDER BY d.set_at DESC, d.payment_method_id DESC")
                .bind("organisation", organisationId)
                .bindList("customers", PowersOfTwo.padded(customerIds))
                .map(DEFAULT)
                .collect(groupingBy(CurrentDefault::defaultOf)));
    }

    /** All with these fingerprints, newest first; only of that organisation, and at most so many of each. */
    public Map<FingerprintAt, List<PaymentMethod>> byFingerprint(
            UUID organisationId, Collection<FingerprintAt> fingerprints, int most) {
        return jdbi.withHandle(handle -> handle
                .createQuery("SELECT * FROM (SELECT " + PaymentMethodRows.COLUMNS
                        + ", ROW_NUMBER() OVER (PARTITION BY p.connector_id, p.fingerprint ORDER BY p.id DESC)"
                        + " AS place_in_list FROM " + PaymentMethodRows.TABLES
                        + " WHERE p.organisation_id = :organisation AND (p.connector_id, p.fingerprint) IN"
                        + " (<fingerprints>)) ranked WHERE place_in_list <= :most ORDER BY place_in_list")
                .bind("organisation", organisationId)
                .bindMethodsList(
                        "fingerprints", PowersOfTwo.padded(fingerprints), List.of("connectorId", "fingerprint"))
                .bind("most", most)
                .map(PaymentMethodRows.ROW)
                .stream()
                .collect(groupingBy(method ->
                        new FingerprintAt(method.connectorId(), Objects.requireNonNull(method.fingerprint())))));
    }

    Optional<PaymentMethod> byStripeId(UUID connectorId, String stripeId) {
        return byStripeId.read(connectorId, stripeId);
    }

    private Map<String, PaymentMethod> byStripeIds(UUID connectorId, Set<String> stripeIds) {
        return jdbi.withHandle(handle -> handle.createQuery(PaymentMethodRows.SELECT
                        + " WHERE p.connector_id = :connector AND p.stripe_id_digest IN (<digests>)")
                .bind("connector", connectorId)
                .bindList("digests", Digests.padded(stripeIds))
                .map(PaymentMethodRows.ROW)
                .collect(Collectors.toMap(PaymentMethod::stripeId, Function.identity())));
    }

    /** Those that are not detached and of which no owner is known, in the order of their ids. */
    List<PaymentMethod> ownerless(UUID connectorId, @Nullable UUID after, int most) {
        return jdbi.withHandle(handle -> handle.select(
                        PaymentMethodRows.SELECT + " WHERE p.connector_id = ? AND p.owner_external_id IS NULL"
                                + " AND p.detached_at IS NULL AND p.id > ? ORDER BY p.id LIMIT ?",
                        connectorId,
                        after == null ? new UUID(0, 0) : after,
                        most)
                .map(PaymentMethodRows.ROW)
                .list());
    }

    /** The provider's id of a customer's default there. */
    Optional<String> defaultAt(UUID connectorId, UUID customerId) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT p.stripe_id FROM default_payment_method d JOIN payment_method p"
                                + " ON p.id = d.payment_method_id WHERE d.connector_id = ? AND d.customer_id = ?",
                        connectorId,
                        customerId)
                .mapTo(String.class)
                .findFirst());
    }

    /** The record as it stands now. */
    PaymentMethod reload(PaymentMethod method) {
        return byStripeId(method.connectorId(), method.stripeId()).orElseThrow();
    }
}
