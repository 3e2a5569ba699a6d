package io.tenderbook;

import io.tenderbook.platform.StartRefused;
import org.flywaydb.core.Flyway;

/** Where the program may not migrate the database itself, it makes sure that somebody has. */
final class SchemaCheck {
    /** Whether the program migrates the database when it starts. */
    static final String MIGRATES = "flyway.datasources.default.enabled";

    private SchemaCheck() {}

    /**
     * A schema that is newer than this program is fine.
     *
     * @throws StartRefused if migrations are missing
     */
    static void run(String url, String username, String password) {
        int missing = Flyway.configure()
                .dataSource(url, username, password)
                .load()
                .info()
                .pending()
                .length;
        if (missing > 0) {
            throw new StartRefused(
                    "The database's schema lacks " + missing + " migrations: run java -jar tenderbook.jar"
                            + " migrate with a user who may change it, or let the server do so.");
        }
    }
}
