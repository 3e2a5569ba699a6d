package io.tenderbook.sync;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The table of reconciliation: the round under way, or the last one, of each connector. */
@Singleton
final class RoundRows {
    private final Jdbi jdbi;

    RoundRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Round> find(UUID connectorId) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT * FROM reconciliation WHERE connector_id = ?", connectorId)
                        .map(ConstructorMapper.of(Round.class))
                        .findFirst());
    }

    /** Of each of these connectors that had one. */
    Map<UUID, Round> of(Collection<UUID> connectorIds) {
        if (connectorIds.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM reconciliation WHERE connector_id IN (<connectors>)")
                .bindList("connectors", List.copyOf(connectorIds))
                .registerRowMapper(ConstructorMapper.factory(Round.class))
                .reduceRows(new HashMap<>(), (rounds, row) -> {
                    rounds.put(row.getColumn("connector_id", UUID.class), row.getRow(Round.class));
                    return rounds;
                }));
    }

    void save(UUID connectorId, Round round) {
        jdbi.useHandle(handle -> handle.createUpdate("REPLACE INTO reconciliation (connector_id, round_began_at,"
                        + " round_ended_at, round_size, walked, walked_to, discovered_to) VALUES (:connector,"
                        + " :roundBeganAt, :roundEndedAt, :roundSize, :walked, :walkedTo, :discoveredTo)")
                .bind("connector", connectorId)
                .bindMethods(round)
                .execute());
    }
}
