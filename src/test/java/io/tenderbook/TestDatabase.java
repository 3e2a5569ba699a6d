package io.tenderbook;

import io.tenderbook.embedded.EmbeddedDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The database server of this test run, started once for the JVM and stopped with it: MySQL by Testcontainers where
 * {@code TENDERBOOK_TEST_MYSQL_IMAGE} is set or Docker works, else, or with {@code -Dtenderbook.test.database=embedded},
 * the embedded MariaDB. Every caller gets a database of its own on it.
 */
public final class TestDatabase {
    private static final String IMAGE_VARIABLE = "TENDERBOOK_TEST_MYSQL_IMAGE";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Login LOGIN = start();

    private TestDatabase() {}

    /** Makes an empty database and returns the settings of a context that uses it. */
    public static Map<String, Object> fresh() {
        String name = "tenderbook_" + COUNT.incrementAndGet();
        try (var connection = DriverManager.getConnection(LOGIN.server(), LOGIN.username(), LOGIN.password());
                var statement = connection.createStatement()) {
            // The embedded server's files stay between runs.
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException("the test database server answered: " + failure.getMessage(), failure);
        }
        return Map.of(
                "datasources.default.url",
                LOGIN.server() + name,
                "datasources.default.username",
                LOGIN.username(),
                "datasources.default.password",
                LOGIN.password());
    }

    /** The image of the MySQL that tests may start; empty where they run on the embedded MariaDB. */
    public static Optional<String> mySqlImage() {
        return LOGIN.image();
    }

    private static Login start() {
        if ("embedded".equals(System.getProperty("tenderbook.test.database"))) {
            return startEmbedded();
        }
        if (System.getenv(IMAGE_VARIABLE) != null) {
            return startMySql();
        }
        try {
            return DockerClientFactory.instance().isDockerAvailable() ? startMySql() : startEmbedded();
        } catch (RuntimeException noImage) {
            System.err.println("Docker is here but does not run MySQL: " + noImage.getMessage());
            return startEmbedded();
        }
    }

    @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
    private static Login startMySql() {
        String image = System.getenv().getOrDefault(IMAGE_VARIABLE, "mysql:9.7");
        // What is lost when the machine loses its power matters to no test.
        var container = new MySQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mysql"))
                .withUsername("root")
                .withPassword("test")
                .withTmpFs(Map.of("/var/lib/mysql", "rw"))
                .withCommand("--skip-log-bin", "--innodb-flush-log-at-trx-commit=2");
        container.start();
        System.err.println("Tests run on MySQL (" + image + ") by Testcontainers");
        return new Login(
                "jdbc:mysql://" + container.getHost() + ":" + container.getMappedPort(3306) + "/",
                "root",
                "test",
                Optional.of(image));
    }

    private static Login startEmbedded() {
        var database = EmbeddedDatabase.start(TestDirectory.of("test-database"));
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        System.err.println("Tests run on the embedded MariaDB");
        var settings = database.settings();
        String url = String.valueOf(settings.get("datasources.default.url"));
        return new Login(
                url.substring(0, url.lastIndexOf('/') + 1),
                String.valueOf(settings.get("datasources.default.username")),
                String.valueOf(settings.get("datasources.default.password")),
                Optional.empty());
    }

    private record Login(String server, String username, String password, Optional<String> image) {}
}
