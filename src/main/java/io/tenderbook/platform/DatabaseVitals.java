package io.tenderbook.platform;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** What the database says of itself. */
@Singleton
public final class DatabaseVitals {
    private final Jdbi jdbi;

    DatabaseVitals(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * As it is now.
     *
     * @param now by its clock
     * @param schema the version of the last migration
     */
    public record Vitals(String version, Instant now, String schema) {}

    public Vitals read() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT VERSION() AS version, UTC_TIMESTAMP(6) AS now,"
                        + " (SELECT version FROM flyway_schema_history WHERE success"
                        + " ORDER BY installed_rank DESC LIMIT 1) AS schema_version")
                .map(row -> new Vitals(
                        row.getColumn("version", String.class),
                        row.getColumn("now", Instant.class),
                        row.getColumn("schema_version", String.class)))
                .one());
    }
}
