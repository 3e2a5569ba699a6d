package io.tenderbook.sync;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The table of backfills: one row for each connector that ever had one. */
@Singleton
final class BackfillRows {
    private final Jdbi jdbi;

    BackfillRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<BackfillProgress> find(UUID connectorId) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM backfill WHERE connector_id = ?", connectorId)
                .map(ConstructorMapper.of(BackfillProgress.class))
                .findFirst());
    }

    void save(UUID connectorId, BackfillProgress progress) {
        jdbi.useHandle(handle -> handle.createUpdate("REPLACE INTO backfill (connector_id, started_at, finished_at,"
                        + " walked_to, customers, methods, created, changed, unchanged, unsettled, skipped) VALUES"
                        + " (:connector, :startedAt, :finishedAt, :walkedTo, :tally.customers, :tally.methods,"
                        + " :tally.created, :tally.changed, :tally.unchanged, :tally.unsettled, :tally.skipped)")
                .bind("connector", connectorId)
                .bindMethods(progress)
                .bindMethods("tally", progress.tally())
                .execute());
    }
}
