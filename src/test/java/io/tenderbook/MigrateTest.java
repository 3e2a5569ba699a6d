package io.tenderbook;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema is changed by one database user, and used by another who may not change it. */
class MigrateTest {
    private static final String PASSWORD = "Only-for-tests-1";

    @TempDir
    Path directory;

    private final Map<String, Object> database = TestDatabase.fresh();
    private final String url = "" + database.get("datasources.default.url");
    private final String name = url.substring(url.lastIndexOf('/') + 1);

    @Test
    void theServerWorksOnceSomebodyElseHasMigrated() throws Exception {
        assumeTrue(TestDatabase.mySqlImage().isPresent(), "the embedded database has one user alone");
        String user = userWithoutRightsToTheSchema();
        var server = environment(user, PASSWORD);
        server.put("FLYWAY_DATASOURCES_DEFAULT_ENABLED", "false");
        try (var program = Program.start(directory, server)) {
            assertEquals(1, program.exitCode(), program.err());
            assertTrue(program.err().contains("run java -jar tenderbook.jar migrate"), program.err());
        }
        var owner = environment(
                "" + database.get("datasources.default.username"), "" + database.get("datasources.default.password"));
        owner.put("FLYWAY_DATASOURCES_DEFAULT_ENABLED", "false");
        try (var program = Program.start(directory, owner, "migrate")) {
            assertEquals(0, program.exitCode(), program.err());
            assertEquals("The schema is up to date.", program.out().strip());
        }
        try (var program = Program.start(directory, server)) {
            await().atMost(Duration.ofMinutes(1))
                    .failFast(() -> assertTrue(program.isAlive(), program::err))
                    .until(() -> program.out().contains("Answering on http"));
        }
    }

    private String userWithoutRightsToTheSchema() throws SQLException {
        String user = "app_" + System.nanoTime() % 1_000_000_000;
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + PASSWORD + "'");
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON `" + name + "`.* TO '" + user + "'@'%'");
        }
        return user;
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                url,
                "" + database.get("datasources.default.username"),
                "" + database.get("datasources.default.password"));
    }

    private Map<String, String> environment(String user, String password) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATASOURCES_DEFAULT_URL", url);
        environment.put("DATASOURCES_DEFAULT_USERNAME", user);
        environment.put("DATASOURCES_DEFAULT_PASSWORD", password);
        environment.put("TENDERBOOK_ENCRYPTION_KEY", "A".repeat(43) + "=");
        environment.put("MICRONAUT_SERVER_PORT", "-1");
        return environment;
    }
}
