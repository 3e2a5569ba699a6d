package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.platform.BulkInsert;
import io.tenderbook.platform.BulkInsert.Column;
import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.RecordMapper;
import io.tenderbook.platform.ScopedReads;
import io.tenderbook.platform.Transactions;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** The table of objects at providers. Locking an object's row is what serialises everything that happens to the object. */
@Singleton
final class ProviderObjects implements ObjectTable {
    private static final RowMapper<ProviderObject> ROW = RecordMapper.of(ProviderObject.class);
    private static final String KEY =
            " WHERE connector_id = :connectorId AND kind = :kind AND external_id_digest = UNHEX(SHA2(:externalId, 256))";

    private static final int MOST_AT_ONCE = 64;

    private static final List<Column<ProviderObject>> KEYS = List.of(
            new Column<>("connector_id", ProviderObject::connectorId),
            new Column<>("kind", ProviderObject::kind),
            new Column<>("external_id_digest", object -> Digests.of(object.externalId())),
            new Column<>("external_id", ProviderObject::externalId));

    private static final List<Column<ProviderObject>> CHANGEABLE = List.of(
            new Column<>("observed_at", ProviderObject::observedAt),
            new Column<>("version", ProviderObject::version),
            new Column<>("tombstone", ProviderObject::tombstone),
            new Column<>("missing", ProviderObject::missing),
            new Column<>("owner_shown", ProviderObject::ownerShown),
            new Column<>("ownerless_since", ProviderObject::ownerlessSince),
            new Column<>("echo_key", ProviderObject::echoKey));

    private static final List<Column<ProviderObject>> COLUMNS =
            Stream.concat(KEYS.stream(), CHANGEABLE.stream()).toList();

    private static final BulkInsert<ProviderObject> WRITE =
            new BulkInsert<>("provider_object", COLUMNS, BulkInsert.overwriting(CHANGEABLE));

    private static final BulkInsert<ProviderObject> WRITE_NEW = new BulkInsert<>("provider_object", COLUMNS, "");

    private final Jdbi jdbi;
    private final ScopedReads<ConnectorKind, String, Long> versions;

    ProviderObjects(Jdbi jdbi, Transactions transactions) {
        this.jdbi = jdbi;
        versions = new ScopedReads<>(transactions, this::versions);
    }

    private record ConnectorKind(UUID connectorId, Kind kind) {}

    @Override
    public ProviderObject lock(UUID connectorId, Kind kind, String externalId) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate("INSERT INTO provider_object (connector_id, kind, external_id_digest, external_id,"
                            + " version, tombstone, missing, owner_shown) VALUES (:connectorId, :kind,"
                            + " UNHEX(SHA2(:externalId, 256)), :externalId, 0, FALSE, FALSE, FALSE)"
                            + " ON DUPLICATE KEY UPDATE version = version")
                    .bind("connectorId", connectorId)
                    .bind("kind", kind)
                    .bind("externalId", externalId)
                    .execute();
            return handle.createQuery("SELECT * FROM provider_object" + KEY + " FOR UPDATE")
                    .bind("connectorId", connectorId)
                    .bind("kind", kind)
                    .bind("externalId", externalId)
                    .map(ROW)
                    .one();
        });
    }

    /** Those of these that are known, by the provider's id, locked in one order until the transaction ends. */
    Map<String, ProviderObject> lockKnown(UUID connectorId, Kind kind, Collection<String> externalIds) {
        if (externalIds.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM provider_object WHERE connector_id = :connector"
                                + " AND kind = :kind AND external_id_digest IN (<digests>)"
                                + " ORDER BY external_id_digest FOR UPDATE")
                        .bind("connector", connectorId)
                        .bind("kind", kind)
                        .bindList("digests", Digests.padded(externalIds))
                        .map(ROW)
                        .collect(Collectors.toMap(ProviderObject::externalId, Function.identity())));
    }

    /**
     * Writes objects of which nothing was known, and which nothing could lock.
     *
     * @throws org.jdbi.v3.core.JdbiException if another transaction has written one of them meanwhile
     */
    void insertAll(Collection<ProviderObject> unknown) {
        write(WRITE_NEW, List.copyOf(unknown));
    }

    /** Writes locked objects with the versions that they have. */
    void saveAll(Collection<ProviderObject> saved) {
        write(WRITE, List.copyOf(saved));
    }

    private void write(BulkInsert<ProviderObject> insert, List<ProviderObject> rows) {
        jdbi.useHandle(
                handle -> PowersOfTwo.pieces(rows, MOST_AT_ONCE).forEach(piece -> insert.execute(handle, piece)));
    }

    /** What is known now, unlocked. */
    Optional<ProviderObject> find(UUID connectorId, Kind kind, String externalId) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM provider_object" + KEY)
                .bind("connectorId", connectorId)
                .bind("kind", kind)
                .bind("externalId", externalId)
                .map(ROW)
                .findFirst());
    }

    /** The version to remember before calling the provider about an object. */
    long version(UUID connectorId, Kind kind, String externalId) {
        return versions.read(new ConnectorKind(connectorId, kind), externalId).orElse(0L);
    }

    private Map<String, Long> versions(ConnectorKind scope, Set<String> externalIds) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT external_id, version FROM provider_object WHERE connector_id = :connector"
                                + " AND kind = :kind AND external_id_digest IN (<digests>)")
                .bind("connector", scope.connectorId())
                .bind("kind", scope.kind())
                .bindList("digests", Digests.padded(externalIds))
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The versions of all payment methods that we take to be this customer's, by the provider's id. */
    Map<String, Long> versionsOf(UUID connectorId, String customerExternalId) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT o.external_id, o.version FROM payment_method p JOIN provider_object o"
                                + " ON o.connector_id = p.connector_id AND o.kind = 'PAYMENT_METHOD'"
                                + " AND o.external_id_digest = p.stripe_id_digest"
                                + " WHERE p.connector_id = ? AND p.owner_external_id = ? AND p.detached_at IS NULL",
                        connectorId,
                        customerExternalId)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Payment methods that a read has shown without their owner, the longest ago first. */
    List<ProviderObject> ownerless(UUID connectorId, int most) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT * FROM provider_object WHERE connector_id = ? AND ownerless_since IS NOT NULL"
                                + " AND kind = 'PAYMENT_METHOD' AND NOT tombstone AND NOT missing"
                                + " ORDER BY ownerless_since LIMIT ?",
                        connectorId,
                        most)
                .map(ROW)
                .list());
    }

    @Override
    public void save(ProviderObject object) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE provider_object SET observed_at = :observedAt,"
                        + " version = version + 1, tombstone = :tombstone, missing = :missing,"
                        + " owner_shown = :ownerShown, ownerless_since = :ownerlessSince, echo_key = :echoKey" + KEY)
                .bindMethods(object)
                .execute());
    }
}
