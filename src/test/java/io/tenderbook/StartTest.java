package io.tenderbook;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who starts the program: that it runs, or one sentence that says what to do. */
class StartTest {
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void letThePortBeAnyFreeOne() {
        environment.put("MICRONAUT_SERVER_PORT", "-1");
    }

    @Test
    void startsWithNothingConfiguredAndStopsWhenTold() throws Exception {
        try (var program = Program.start(directory, environment)) {
            awaitAnswering(program);
            program.stop();
        }
        String log = Files.readString(directory.resolve("data/mariadb/server.log"));
        assertTrue(log.contains("Shutdown complete"), log);
    }

    @Test
    void stopsCleanlyWhenToldSoWhileItStarts() throws Exception {
        Path log = directory.resolve("data/mariadb/server.log");
        try (var program = Program.start(directory, environment)) {
            await().atMost(Duration.ofMinutes(1))
                    .failFast(() -> assertTrue(program.isAlive(), program::err))
                    .until(() -> Files.exists(log) && Files.readString(log).contains("ready for connections"));
            program.stop();
        }
        assertTrue(Files.readString(log).contains("Shutdown complete"), Files.readString(log));
    }

    @Test
    void startsAgainAfterItWasKilled() throws Exception {
        try (var program = Program.start(directory, environment)) {
            awaitAnswering(program);
            program.kill();
        }
        try (var program = Program.start(directory, environment)) {
            awaitAnswering(program);
        }
    }

    @Test
    void refusesADataDirectoryInUse() throws Exception {
        try (var first = Program.start(directory, environment)) {
            awaitAnswering(first);
            assertRefused("The data directory " + directory.toRealPath().resolve("data")
                    + " is in use by another Tenderbook (process ");
            assertTrue(first.isAlive());
        }
    }

    @Test
    void refusesADataDirectoryThatIsAFile() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        environment.put("TENDERBOOK_DATA_DIR", file.toString());
        assertRefused("The data directory " + file + " is a file: remove it, or set TENDERBOOK_DATA_DIR");
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (var other = new ServerSocket(0)) {
            environment.put("MICRONAUT_SERVER_PORT", String.valueOf(other.getLocalPort()));
            assertRefused("Port " + other.getLocalPort() + " is taken by another program: stop that one, or set"
                    + " MICRONAUT_SERVER_PORT to a free port.");
        }
    }

    @Test
    void refusesAPortThatIsNone() throws Exception {
        environment.put("MICRONAUT_SERVER_PORT", "abc");
        assertRefused("\"abc\" is no port: set MICRONAUT_SERVER_PORT to a number from 1 to 65535.");
    }

    @Test
    void refusesADatabaseOfYoursWithoutAKeyOfYours() throws Exception {
        environment.put("DATASOURCES_DEFAULT_URL", "jdbc:mysql://127.0.0.1:1/tenderbook");
        assertRefused("A database of yours needs an encryption key of yours: set TENDERBOOK_ENCRYPTION_KEY to what"
                + " this prints, and keep it safe: openssl rand -base64 32");
    }

    @Test
    void refusesAMalformedEncryptionKey() throws Exception {
        environment.put("TENDERBOOK_ENCRYPTION_KEY", "secret");
        assertRefused("TENDERBOOK_ENCRYPTION_KEY must be 32 random bytes in Base64");
    }

    @Test
    void refusesACollectorOfTracesThatCannotBeOne() throws Exception {
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4318");
        assertRefused("Traces cannot be sent as the variables OTEL_");
    }

    @Test
    void refusesADatabaseThatDoesNotAnswer() throws Exception {
        int closed = closedPort();
        useDatabase("jdbc:mysql://127.0.0.1:" + closed + "/tenderbook?password=hidden", "me", "secret");
        assertRefused("The database at 127.0.0.1:" + closed
                + "/tenderbook does not answer: start it, or correct DATASOURCES_DEFAULT_URL.");
    }

    @Test
    void refusesADatabaseThatIsNoMySql() throws Exception {
        useDatabase("jdbc:postgresql://localhost/tenderbook", "me", "secret");
        assertRefused("DATASOURCES_DEFAULT_URL must be a MySQL address such as");
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        var settings = TestDatabase.fresh();
        String user = text(settings, "username");
        useDatabase(text(settings, "url"), user, "wrong");
        assertRefused("The database at " + place(settings) + " refused user \"" + user
                + "\": correct DATASOURCES_DEFAULT_USERNAME or DATASOURCES_DEFAULT_PASSWORD.");
    }

    @Test
    void refusesADatabaseThatTheServerDoesNotHave() throws Exception {
        var settings = TestDatabase.fresh();
        useDatabase(text(settings, "url") + "_missing", text(settings, "username"), text(settings, "password"));
        assertRefused("The server has no database at " + place(settings)
                + "_missing: create it, or correct the name in DATASOURCES_DEFAULT_URL.");
    }

    @Test
    void runsOnADatabaseOfYoursWithoutADataDirectory() throws Exception {
        var settings = TestDatabase.fresh();
        useDatabase(text(settings, "url"), text(settings, "username"), text(settings, "password"));
        try (var program = Program.start(directory, environment)) {
            awaitAnswering(program);
        }
        assertTrue(Files.notExists(directory.resolve("data")));
    }

    @Test
    void refusesAnotherEncryptionKeyThanTheSecretsAreSealedUnder() throws Exception {
        var settings = TestDatabase.fresh();
        useDatabase(text(settings, "url"), text(settings, "username"), text(settings, "password"));
        try (var program = Program.start(directory, environment)) {
            awaitAnswering(program);
        }
        environment.put("TENDERBOOK_ENCRYPTION_KEY", "B".repeat(43) + "=");
        assertRefused("The secrets in this database are sealed under another key than TENDERBOOK_ENCRYPTION_KEY");
    }

    @Test
    void takesTheEncryptionKeyFromAFile() throws Exception {
        var settings = TestDatabase.fresh();
        useDatabase(text(settings, "url"), text(settings, "username"), text(settings, "password"));
        environment.remove("TENDERBOOK_ENCRYPTION_KEY");
        environment.put(
                "TENDERBOOK_ENCRYPTION_KEY_FILE", directory.resolve("key").toString());
        assertRefused("The file " + directory.resolve("key") + " cannot be read");
        Files.writeString(directory.resolve("key"), KEY + "\n");
        try (var program = Program.start(directory, environment)) {
            awaitAnswering(program);
        }
        environment.put("TENDERBOOK_ENCRYPTION_KEY", KEY);
        assertRefused("Set TENDERBOOK_ENCRYPTION_KEY or TENDERBOOK_ENCRYPTION_KEY_FILE, not both.");
    }

    @Test
    void helpListsCommandsAndVariables() throws Exception {
        try (var program = Program.start(directory, environment, "help")) {
            assertEquals(0, program.exitCode());
            assertTrue(program.out().contains("Commands:"), program.out());
            assertTrue(program.out().contains("DATASOURCES_DEFAULT_URL"), program.out());
        }
    }

    @Test
    void anUnknownCommandIsNamedAndAnsweredWithTheUsage() throws Exception {
        try (var program = Program.start(directory, environment, "serv")) {
            assertEquals(2, program.exitCode());
            assertTrue(program.err().startsWith("There is no command or option \"serv\"."), program.err());
            assertTrue(program.err().contains("Usage: "), program.err());
        }
    }

    /** One line on stderr that begins so, and the exit code of a failure. */
    private void assertRefused(String sentence) throws InterruptedException {
        try (var program = Program.start(directory, environment)) {
            assertEquals(1, program.exitCode(), program.err());
            assertTrue(program.err().startsWith(sentence), program.err());
            assertEquals(1, program.err().lines().count(), program.err());
        }
    }

    private static void awaitAnswering(Program program) {
        await().atMost(Duration.ofMinutes(1))
                .failFast(() -> assertTrue(program.isAlive(), program::err))
                .until(() -> program.out().contains("Answering on http://"));
    }

    private void useDatabase(String url, String username, String password) {
        environment.put("DATASOURCES_DEFAULT_URL", url);
        environment.put("DATASOURCES_DEFAULT_USERNAME", username);
        environment.put("DATASOURCES_DEFAULT_PASSWORD", password);
        environment.put("TENDERBOOK_ENCRYPTION_KEY", KEY);
    }

    private static String text(Map<String, Object> settings, String name) {
        return String.valueOf(settings.get("datasources.default." + name));
    }

    private static String place(Map<String, Object> settings) {
        return text(settings, "url").substring("jdbc:mysql://".length());
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
