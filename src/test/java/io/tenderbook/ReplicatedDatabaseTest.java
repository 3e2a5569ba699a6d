package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What Group Replication, and databases that spread their rows over many servers, ask of the schema and the statements. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicatedDatabaseTest {
    /** Locks that one server alone knows of, or that hold more than rows; and numbers that one server alone gives. */
    private static final Pattern OF_ONE_SERVER = Pattern.compile(
            "\\b(LOCK\\s+TABLES?|GET_LOCK|FLUSH\\s+TABLES|LOCK\\s+IN\\s+SHARE\\s+MODE|FOR\\s+SHARE|SERIALIZABLE|XA\\s+START"
                    + "|AUTO_INCREMENT|LAST_INSERT_ID|UUID_SHORT|CREATE\\s+TEMPORARY)\\b",
            Pattern.CASE_INSENSITIVE);

    private TestServer server;

    @BeforeAll
    void migrates() {
        server = TestServer.start();
    }

    @AfterAll
    void stops() {
        server.close();
    }

    @Test
    void everyTableHasAPrimaryKeyAndIsOfTheTransactionalEngine() throws SQLException {
        assertEquals(
                Set.of(),
                names("SELECT CONCAT(t.table_name, ' ', t.engine) FROM information_schema.tables t"
                        + " LEFT JOIN information_schema.table_constraints c ON c.table_schema = t.table_schema"
                        + " AND c.table_name = t.table_name AND c.constraint_type = 'PRIMARY KEY'"
                        + " WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'"
                        + " AND (c.constraint_name IS NULL OR t.engine <> 'InnoDB')"));
    }

    @Test
    void noKeyIsCountedByAServer() throws SQLException {
        assertEquals(
                Set.of(),
                names("SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() AND extra LIKE '%auto_increment%'"));
    }

    @Test
    void nothingRunsInsideTheDatabase() throws SQLException {
        assertEquals(
                Set.of(),
                names("SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()"
                        + " UNION SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE()"
                        + " UNION SELECT event_name FROM information_schema.events WHERE event_schema = DATABASE()"
                        + " UNION SELECT table_name FROM information_schema.views WHERE table_schema = DATABASE()"));
    }

    /** Their effects stand in no log. The one that there is never has any: connectors are not deleted. */
    @Test
    void noForeignKeyChangesOtherRows() throws SQLException {
        assertEquals(
                Set.of("connector_secret_connector"),
                names("SELECT constraint_name FROM information_schema.referential_constraints"
                        + " WHERE constraint_schema = DATABASE() AND (delete_rule NOT IN ('NO ACTION', 'RESTRICT')"
                        + " OR update_rule NOT IN ('NO ACTION', 'RESTRICT'))"));
        assertEquals(List.of(), linesWith(Pattern.compile("DELETE\\s+FROM\\s+connector\\b", Pattern.CASE_INSENSITIVE)));
    }

    @Test
    void ourStatementsLockRowsAlone() {
        assertEquals(List.of(), linesWith(OF_ONE_SERVER));
    }

    /** Also what libraries send. Flyway has one migration at a time by a lock of the server that all of them talk to. */
    @Test
    void noLibraryLocksMoreThanRows() throws SQLException {
        assumeTrue(TestDatabase.mySqlImage().isPresent(), "MariaDB keeps no statements by default");
        Set<String> sent = names("SELECT digest_text FROM performance_schema.events_statements_summary_by_digest"
                + " WHERE schema_name = DATABASE() AND digest_text NOT LIKE '%performance_schema%'");
        assertTrue(sent.stream().anyMatch(text -> text.contains("`scheduled_tasks`")), sent::toString);
        var locking = new TreeSet<String>();
        sent.stream()
                .filter(text -> OF_ONE_SERVER.matcher(text).find())
                .map(text -> text.replaceFirst("^(PREPARE|EXECUTE) ", ""))
                .forEach(locking::add);
        assertEquals(Set.of("SELECT `GET_LOCK` (...)"), locking);
    }

    private Set<String> names(String query) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (var connection = server.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static List<String> linesWith(Pattern pattern) {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".sql"))
                    .flatMap(file -> lines(file).stream()
                            .filter(line -> pattern.matcher(line).find())
                            .map(line -> file.getFileName() + ": " + line.strip()))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
