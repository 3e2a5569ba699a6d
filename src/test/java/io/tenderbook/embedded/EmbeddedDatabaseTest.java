package io.tenderbook.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.platform.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    Path directory;

    @Test
    void keepsItsDataOverARestart() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            execute(database, "CREATE TABLE kept (word VARCHAR(10))", "INSERT INTO kept VALUES ('still here')");
        }
        try (var database = EmbeddedDatabase.start(directory)) {
            assertEquals("still here", select(database, "SELECT word FROM kept"));
        }
    }

    @Test
    void keepsWhatWasCommittedWhenTheServerIsKilled() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            execute(database, "CREATE TABLE kept (word VARCHAR(10))", "INSERT INTO kept VALUES ('still here')");
            kill();
        }
        try (var database = EmbeddedDatabase.start(directory)) {
            assertEquals("still here", select(database, "SELECT word FROM kept"));
        }
    }

    @Test
    void endsTheServerThatAKilledProgramLeftBehind() throws Exception {
        EmbeddedDatabase.start(directory).close();
        Process leftOver = Installation.in(directory).run(List.of("--skip-networking", "--socket="));
        try (var database = EmbeddedDatabase.start(directory)) {
            assertFalse(leftOver.isAlive());
            assertEquals("1", select(database, "SELECT 1"));
        } finally {
            leftOver.destroyForcibly();
        }
    }

    @Test
    void installsAgainWhenTheFirstStartWasCutShort() throws Exception {
        Files.createDirectories(directory.resolve("server.new").resolve("bin"));
        Files.createDirectories(directory.resolve("data.new").resolve("mysql"));
        try (var database = EmbeddedDatabase.start(directory)) {
            assertEquals("1", select(database, "SELECT 1"));
        }
    }

    @Test
    void refusesASecondStartOnTheSameDirectory() {
        try (var database = EmbeddedDatabase.start(directory)) {
            var refused = assertThrows(StartRefused.class, () -> EmbeddedDatabase.start(directory));
            assertTrue(String.valueOf(refused.getMessage()).contains("is in use by another Tenderbook"));
        }
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            for (InetAddress address : ownAddresses()) {
                assertEquals(address.equals(InetAddress.getLoopbackAddress()), accepts(address, port(database)));
            }
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        try (var database = EmbeddedDatabase.start(directory)) {
            String url = url(database);
            for (String user : List.of("root", "tenderbook", "mariadb.sys", "")) {
                assertThrows(SQLException.class, () -> DriverManager.getConnection(url, user, ""), user);
            }
        }
    }

    @Test
    void keepsThePasswordWhereOnlyTheOwnerReadsIt() throws IOException {
        try (var database = EmbeddedDatabase.start(directory)) {
            var permissions = Files.getPosixFilePermissions(directory.resolve("client.cnf"));
            assertEquals("rw-------", PosixFilePermissions.toString(permissions));
            assertFalse(Files.exists(directory.resolve("grants.sql")));
        }
        assertFalse(Files.exists(directory.resolve("client.cnf")));
    }

    @Test
    void answersInUtcAndKeepsEveryCharacter() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            assertEquals("0", select(database, "SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW())"));
            execute(database, "CREATE TABLE words (word VARCHAR(10))", "INSERT INTO words VALUES ('Zoë 💳')");
            assertEquals("Zoë 💳", select(database, "SELECT word FROM words"));
        }
    }

    private void kill() throws IOException {
        String server = directory.toRealPath().resolve("server/bin/mariadbd").toString();
        ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().command().filter(server::equals).isPresent())
                .forEach(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
    }

    private static List<InetAddress> ownAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .toList();
    }

    private static boolean accepts(InetAddress address, int port) {
        try (var socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static String url(EmbeddedDatabase database) {
        return String.valueOf(database.settings().get("datasources.default.url"));
    }

    private static int port(EmbeddedDatabase database) {
        return URI.create(url(database).substring("jdbc:".length())).getPort();
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        var settings = database.settings();
        return DriverManager.getConnection(
                url(database),
                String.valueOf(settings.get("datasources.default.username")),
                String.valueOf(settings.get("datasources.default.password")));
    }

    private static void execute(EmbeddedDatabase database, String... statements) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String select(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }
}
