package io.tenderbook.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** How the database carries out the statements of a page and of an event, as it saw them itself. */
final class Plans implements Case {
    private static final int LONGEST = 1_500;
    private static final int COLUMNS_FROM = 3;
    private static final Pattern VALUE = Pattern.compile("x'[0-9A-Fa-f]*'|'(?:[^'\\\\]|\\\\.|'')*'|\\b\\d+\\b");
    private static final Pattern LIST = Pattern.compile("(?<=IN )\\((?:\\s*\\(?\\?\\)?\\s*,)+\\s*\\(?\\?\\)?\\s*\\)");

    /** What runs beside the operations: the recurring jobs, and the connection's own. */
    private static final Pattern BESIDE = Pattern.compile(
            "(?is).*(scheduled_tasks|general_log|@@session|^SET |^COMMIT|^ROLLBACK|^SELECT 1$|^SHOW ).*");

    @Override
    public String name() {
        return "plans";
    }

    @Override
    public void play(Stage stage) {
        var program = stage.program();
        Wrk.Request pages = stage.queries().pages();
        explain(stage, "page", () -> Wrk.run(pages, 1, Duration.ofSeconds(1)).requests());
        var deliveries = Deliveries.to(stage, program);
        explain(stage, "event", () -> {
            long requests = Wrk.run(deliveries.get(), 1, Duration.ofSeconds(1)).requests();
            Deliveries.drain(stage, Duration.ofSeconds(20));
            return requests;
        });
        Deliveries.forget(stage);
    }

    private static void explain(Stage stage, String operation, LongSupplier work) {
        try (var connection = stage.database().connect()) {
            execute(connection, "SET GLOBAL log_output = 'TABLE'");
            execute(connection, "TRUNCATE TABLE mysql.general_log");
            execute(connection, "SET GLOBAL general_log = ON");
            long operations;
            try {
                operations = work.getAsLong();
            } finally {
                execute(connection, "SET GLOBAL general_log = OFF");
            }
            double all =
                    stage.number("SELECT COUNT(*) FROM mysql.general_log WHERE command_type IN ('Execute', 'Query')"
                            + " AND argument NOT LIKE '%scheduled_tasks%'");
            stage.report()
                    .add(Figure.of(
                            "statements for each " + operation + ", over one connection",
                            "statements",
                            all / Math.max(1, operations)));
            for (var statement : statements(connection).entrySet()) {
                stage.report()
                        .add(new Report.Plan(operation, statement.getKey(), plan(connection, statement.getValue())));
            }
        } catch (SQLException refused) {
            throw new IllegalStateException(
                    "the database's user may not see its log: " + refused.getMessage(), refused);
        }
    }

    /** One example of each, by its text without values. */
    private static Map<String, String> statements(Connection connection) throws SQLException {
        Map<String, String> examples = new LinkedHashMap<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log"
                                + " WHERE command_type IN ('Execute', 'Query') AND argument NOT LIKE 'INSERT%' ORDER BY event_time LIMIT 2000")) {
            while (rows.next()) {
                String text = Objects.requireNonNullElse(rows.getString(1), "SELECT 1"); // no text at all
                boolean plain = text.stripLeading().toUpperCase(Locale.ROOT).startsWith("INSERT");
                if (!plain && !BESIDE.matcher(text).matches()) {
                    examples.putIfAbsent(shape(text), text);
                }
            }
        }
        return examples;
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
