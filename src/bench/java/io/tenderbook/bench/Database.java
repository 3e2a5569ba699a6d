package io.tenderbook.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The database under test: the one that {@code DATASOURCES_DEFAULT_*} name, which should be there for this alone, else a
 * durable MySQL by Testcontainers, on a disk.
 */
final class Database implements AutoCloseable {
    private static final String IMAGE_VARIABLE = "TENDERBOOK_TEST_MYSQL_IMAGE";
    private static final List<String> TOLD = List.of(
            "innodb_flush_log_at_trx_commit",
            "sync_binlog",
            "log_bin",
            "innodb_buffer_pool_size",
            "innodb_redo_log_capacity",
            "innodb_flush_method");

    private final String url;
    private final String username;
    private final String password;
    private final Optional<MySQLContainer> container;

    private Database(String url, String username, String password, Optional<MySQLContainer> container) {
        this.url = url;
        this.username = username;
        this.password = password;
        this.container = container;
    }

    static Database open() {
        var environment = System.getenv();
        String given = environment.get("DATASOURCES_DEFAULT_URL");
        return given == null
                ? start(environment.getOrDefault(IMAGE_VARIABLE, "mysql:9.7"))
                : new Database(
                        given,
                        environment.getOrDefault("DATASOURCES_DEFAULT_USERNAME", ""),
                        environment.getOrDefault("DATASOURCES_DEFAULT_PASSWORD", ""),
                        Optional.empty());
    }

    private static Database start(String image) {
        var container = new MySQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mysql"))
                .withUsername("root")
                .withPassword("benchmark")
                .withDatabaseName("tenderbook")
                .withCommand(
                        "--innodb-flush-log-at-trx-commit=1",
                        "--innodb-buffer-pool-size=1G",
                        "--innodb-redo-log-capacity=1G");
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return new Database(
                "jdbc:mysql://" + container.getHost() + ":" + container.getMappedPort(3306) + "/tenderbook",
                "root",
                "benchmark",
                Optional.of(container));
    }

    /** The variables by which the program finds it. */
    Map<String, String> environment() {
        return Map.of(
                "DATASOURCES_DEFAULT_URL", url,
                "DATASOURCES_DEFAULT_USERNAME", username,
                "DATASOURCES_DEFAULT_PASSWORD", password);
    }

    /** Where it is, for connections that are known by this name. */
    String forConnectionsOf(String program) {
        return url + (url.contains("?") ? "&" : "?") + "connectionAttributes=program_name:" + program;
    }

    /** A connection with what the program asks of the driver, too. */
    Connection connect() throws SQLException {
        String separator = url.contains("?") ? "&" : "?";
        return DriverManager.getConnection(
                url + separator + "useServerPrepStmts=true&cachePrepStmts=true&connectionTimeZone=UTC"
                        + "&forceConnectionTimeZoneToSession=true&openTelemetry=DISABLED",
                username,
                password);
    }

    /** The version, and what decides whether a commit is durable, as the server tells them. */
    Map<String, String> settings() throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (var connection = connect();
                var statement = connection.createStatement()) {
            settings.put("version", connection.getMetaData().getDatabaseProductVersion());
            for (String name : TOLD) {
                try (var rows = statement.executeQuery("SHOW VARIABLES LIKE '" + name + "'")) {
                    settings.put(name, rows.next() ? rows.getString(2) : "unknown");
                }
            }
        }
        return settings;
    }

    @Override
    public void close() {
        container.ifPresent(MySQLContainer::stop);
    }
}
