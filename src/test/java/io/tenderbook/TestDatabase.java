package io.tenderbook;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The database server of this test run, started once for the JVM and thrown away with it. Every caller gets a database
 * of its own on it.
 */
public final class TestDatabase {
    private static final String IMAGE = System.getenv().getOrDefault("TENDERBOOK_TEST_MYSQL_IMAGE", "mysql:9.7");
    private static final String PASSWORD = "test";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String SERVER = start();

    private TestDatabase() {}

    /** Makes an empty database and returns the settings of a context that uses it. */
    public static Map<String, Object> fresh() {
        String name = "tenderbook_" + COUNT.incrementAndGet();
        try (var connection = DriverManager.getConnection(SERVER, "root", PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException("the test database server answered: " + failure.getMessage(), failure);
        }
        return Map.of(
                "datasources.default.url",
                SERVER + name,
                "datasources.default.username",
                "root",
                "datasources.default.password",
                PASSWORD);
    }

    @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
    private static String start() {
        var container = new MySQLContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("mysql"))
                .withUsername("root")
                .withPassword(PASSWORD);
        container.start();
        System.err.println("Tests run on MySQL (" + IMAGE + ") by Testcontainers");
        return "jdbc:mysql://" + container.getHost() + ":" + container.getMappedPort(3306) + "/";
    }
}
