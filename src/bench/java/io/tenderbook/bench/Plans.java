package io.tenderbook.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the database carries out the statements of a page and of an event, as it saw them itself. The program sends them with
 * their values for this: of statements prepared at the server the log keeps no binary ones.
 */
final class Plans implements Case {
    private static final String PROGRAM = "tenderbook-plans";
    private static final int LONGEST = 1_500;
    private static final int COLUMNS_FROM = 3;
    private static final Pattern VALUE =
            Pattern.compile("x'[0-9a-f]*'|'(?:[^'\\\\]|\\\\.|'')*'|\\b\\d+\\b", Pattern.DOTALL);
    private static final Pattern BYTES = Pattern.compile("_binary'((?:[^'\\\\]|\\\\.|'')*)'", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)|''", Pattern.DOTALL);
    private static final Pattern LIST = Pattern.compile("(?<=IN )\\((?:\\s*\\(?\\?\\)?\\s*,)*\\s*\\(?\\?\\)?\\s*\\)");
    private static final Pattern PLANNED = Pattern.compile("(?is)\\s*\\(?(SELECT|UPDATE|DELETE|WITH)\\b.*");

    /** What runs beside the operations on the same connections. */
    private static final String JOBS = "scheduled_tasks";

    /** Less often than once in so many operations it is a recurring job's, not theirs. */
    private static final int SELDOM = 50;

    @Override
    public String name() {
        return "plans";
    }

    @Override
    public void play(Stage stage) {
        stage.restart(
                Map.of("DATASOURCES_DEFAULT_URL", stage.database().forConnectionsOf(PROGRAM)),
                "-Ddatasources.default.data-source-properties.useServerPrepStmts=false");
        try {
            Wrk.Request pages = stage.queries().pages();
            explain(
                    stage,
                    "page",
                    () -> Wrk.run(pages, 1, Duration.ofSeconds(1)).requests());
            var deliveries = Deliveries.to(stage, stage.program());
            explain(stage, "event", () -> {
                long requests =
                        Wrk.run(deliveries.get(), 1, Duration.ofSeconds(1)).requests();
                Deliveries.drain(stage, Duration.ofSeconds(20));
                return requests;
            });
            Deliveries.forget(stage);
        } finally {
            stage.stop(); // the others measure the program as it is
        }
    }

    private static void explain(Stage stage, String operation, LongSupplier work) {
        try (var connection = stage.database().connect()) {
            execute(connection, "SET GLOBAL log_output = 'TABLE'");
            execute(connection, "TRUNCATE TABLE mysql.general_log");
            execute(connection, "SET GLOBAL general_log = ON");
            long operations;
            try {
                operations = Math.max(1, work.getAsLong());
            } finally {
                execute(connection, "SET GLOBAL general_log = OFF");
            }
            tell(stage.report(), connection, operation, operations);
        } catch (SQLException refused) {
            throw new IllegalStateException(
                    "the database's user may not see its log: " + refused.getMessage(), refused);
        }
    }

    private static void tell(Report report, Connection connection, String operation, long operations)
            throws SQLException {
        var statements = seen(connection);
        statements.keySet().removeIf(text -> text.contains(JOBS));
        statements.values().removeIf(statement -> statement.times * SELDOM < operations);
        long all = statements.values().stream()
                .mapToLong(statement -> statement.times)
                .sum();
        report.add(Figure.of(
                "statements for each " + operation + ", over one connection", "statements", (double) all / operations));
        for (var statement : statements.entrySet()) {
            var seen = statement.getValue();
            if (PLANNED.matcher(seen.example).matches()) {
                report.add(new Report.Plan(
                        String.format(Locale.ROOT, "%s, %.2f each", operation, (double) seen.times / operations),
                        statement.getKey(),
                        plan(connection, seen.example)));
            }
        }
    }

    /** How often it came, and with which values first. */
    private static final class Seen {
        private final String example;
        private long times;

        Seen(String example) {
            this.example = example;
        }
    }

    /** Those of the program, by their text without values, in the order in which they came first. */
    private static Map<String, Seen> seen(Connection connection) throws SQLException {
        Map<String, Seen> statements = new LinkedHashMap<>();
        for (String text : log(connection)) {
            statements.computeIfAbsent(shape(text), shape -> new Seen(text)).times++;
        }
        return statements;
    }

    private static List<String> log(Connection connection) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT argument FROM mysql.general_log WHERE command_type = 'Query'"
                        + " AND thread_id IN (SELECT processlist_id FROM performance_schema.session_connect_attrs"
                        + " WHERE attr_name = 'program_name' AND attr_value = '" + PROGRAM
                        + "') ORDER BY event_time")) {
            while (rows.next()) {
                texts.add(readable(Objects.requireNonNull(rows.getBytes(1))));
            }
        }
        return texts;
    }

    /** With its binary values as hexadecimal digits. */
    private static String readable(byte[] logged) {
        return BYTES.matcher(new String(logged, StandardCharsets.ISO_8859_1))
                .replaceAll(value -> "x'"
                        + HexFormat.of().formatHex(unescaped(value.group(1)).getBytes(StandardCharsets.ISO_8859_1))
                        + "'");
    }

    private static String unescaped(String value) {
        return ESCAPED.matcher(value)
                .replaceAll(escaped -> Matcher.quoteReplacement(
                        escaped.group(1) == null
                                ? "'"
                                : switch (escaped.group(1)) {
                                    case "0" -> "\0";
                                    case "n" -> "\n";
                                    case "r" -> "\r";
                                    case "Z" -> "\u001a";
                                    default -> escaped.group(1);
                                }));
    }

    private static String shape(String text) {
        String shape = LIST.matcher(VALUE.matcher(text).replaceAll("?")).replaceAll("(?, ...)");
        return shape.length() <= LONGEST ? shape : shape.substring(0, LONGEST) + " ...";
    }

    private static String plan(Connection connection, String example) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("EXPLAIN FORMAT=TRADITIONAL " + example)) {
            var columns = rows.getMetaData();
            var lines = new StringJoiner("\n");
            while (rows.next()) {
                var line = new StringJoiner(", ");
                for (int column = COLUMNS_FROM; column <= columns.getColumnCount(); column++) {
                    String value = rows.getString(column);
                    if (value != null) {
                        line.add(columns.getColumnLabel(column) + ": " + value);
                    }
                }
                lines.add(line.toString());
            }
            return lines.toString();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
