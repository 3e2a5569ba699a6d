package io.tenderbook.customer;

import io.tenderbook.customer.ConnectorMapping.EndReason;
import io.tenderbook.platform.Ascii;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.RecordMapper;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** The one writer of the table of connector mappings. */
@Singleton
public final class ConnectorMappings {
    private static final RowMapper<ConnectorMapping> ROW = RecordMapper.of(ConnectorMapping.class);

    private final Jdbi jdbi;
    private final Clock clock;

    ConnectorMappings(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** The mappings of these customers, ended ones included, oldest first. */
    public List<ConnectorMapping> of(UUID organisationId, Collection<UUID> customerIds) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM connector_mapping WHERE organisation_id = :organisation"
                                + " AND customer_id IN (<customers>) ORDER BY created_at, id")
                        .bind("organisation", organisationId)
                        .bindList("customers", PowersOfTwo.padded(customerIds))
                        .map(ROW)
                        .list());
    }

    /** Active mappings to an external id at whichever connector. */
    public List<ConnectorMapping> activeAnywhere(UUID organisationId, String externalId) {
        if (!Ascii.is(externalId)) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT m.* FROM connector c JOIN connector_mapping m ON m.connector_id = c.id"
                                + " WHERE c.organisation_id = ? AND c.active AND m.external_id = ? AND m.ended_at IS NULL",
                        organisationId,
                        externalId)
                .map(ROW)
                .list());
    }

    /** The active mapping of an external id, else the one that ended last. */
    public Optional<ConnectorMapping> latest(UUID connectorId, String externalId) {
        if (!Ascii.is(externalId)) {
            return Optional.empty();
        }
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT * FROM connector_mapping WHERE connector_id = ? AND external_id = ?"
                                + " ORDER BY ended_at IS NOT NULL, ended_at DESC, id DESC LIMIT 1",
                        connectorId,
                        externalId)
                .map(ROW)
                .findFirst());
    }

    /** The same of several external ids of a connector; those that were never mapped are left out. */
    public Map<String, ConnectorMapping> latest(UUID connectorId, Collection<String> externalIds) {
        List<String> ids = externalIds.stream().filter(Ascii::is).toList();
        return ids.isEmpty()
                ? Map.of()
                : jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM connector_mapping"
                                + " WHERE connector_id = :connector AND external_id IN (<ids>)"
                                + " ORDER BY ended_at IS NOT NULL, ended_at DESC, id DESC")
                        .bind("connector", connectorId)
                        .bindList("ids", PowersOfTwo.padded(ids))
                        .map(ROW)
                        .collect(Collectors.toMap(
                                ConnectorMapping::externalId, Function.identity(), (latest, earlier) -> latest)));
    }

    public Optional<ConnectorMapping> active(UUID connectorId, UUID customerId) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT * FROM connector_mapping WHERE connector_id = ? AND active_customer = ?",
                        connectorId,
                        customerId)
                .map(ROW)
                .findFirst());
    }

    /**
     * Maps a customer.
     *
     * @throws org.jdbi.v3.core.JdbiException if the external id or the customer is mapped at the connector already
     */
    public ConnectorMapping create(UUID organisationId, UUID connectorId, UUID customerId, String externalId) {
        var mapping = new ConnectorMapping(
                Ids.next(), organisationId, connectorId, customerId, externalId, clock.instant(), null, null);
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO connector_mapping (id, organisation_id, connector_id, customer_id, external_id,"
                                + " created_at) VALUES (:id, :organisationId, :connectorId, :customerId, :externalId,"
                                + " :createdAt)")
                .bindMethods(mapping)
                .execute());
        return mapping;
    }

    /** Ends an active mapping, which frees its external id. */
    public void end(ConnectorMapping mapping, EndReason because) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE connector_mapping SET ended_at = ?, ended_because = ? WHERE id = ? AND ended_at IS NULL",
                clock.instant(),
                because.name(),
                mapping.id()));
    }

    /** Moves all mappings of one customer, ended ones included, to another. */
    public void move(UUID fromCustomerId, UUID toCustomerId) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE connector_mapping SET customer_id = ? WHERE customer_id = ?", toCustomerId, fromCustomerId));
    }
}
