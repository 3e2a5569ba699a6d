package io.tenderbook;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tenderbook.graphql.sensitive.SensitiveInput;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * What must stand nowhere: card numbers, secrets and keys in the database, the log or the metrics, and in the last two
 * e-mail addresses either. Every test server is looked through when it is closed, so all tests together are the search.
 */
final class Leaks {
    /** Keys of Stripe, secrets of its webhooks, and keys of ours as they are made and as the demo's is. */
    private static final Pattern SECRET = Pattern.compile("\\b(sk|rk)_(test|live)_\\w|\\bwhsec_\\w|\\btb_[\\w-]{20}");

    /** Our own keys, for whoever asked for them, and the names of the sandbox's accounts. */
    private static final Pattern MEANT_TO_BE_READ = Pattern.compile("\\btb_[\\w-]+|\\bsk_test_sandbox\\w*");

    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.\\w+");

    /** JUnit names its directories by chance, so that one in some hundred looks like the number of a card. */
    private static final Pattern DIRECTORY = Pattern.compile("\\bjunit-?\\d+");

    private static final Queue<String> LOGGED = new ConcurrentLinkedQueue<>();

    private Leaks() {}

    /** Looks at every line that is logged from now on, whole, as the log for machines has it. */
    static synchronized void watchTheLog() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender("leaks") != null) {
            return;
        }
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
                if (isSecret(line) || EMAIL.matcher(line).find()) {
                    LOGGED.add(line);
                }
            }
        };
        appender.setName("leaks");
        appender.setContext(context);
        appender.start();
        root.addAppender(appender);
    }

    /** Where anything of the kind stands; empty as it should be. */
    static List<String> of(TestServer server) {
        List<String> found = new ArrayList<>();
        for (String line = LOGGED.poll(); line != null; line = LOGGED.poll()) {
            found.add("in the log: " + line);
        }
        server.bean(PrometheusMeterRegistry.class)
                .scrape()
                .lines()
                .map(line -> line.replaceFirst(" [^ ]*$", "")) // without the value, a number by nature
                .filter(line -> isSecret(line) || EMAIL.matcher(line).find())
                .forEach(line -> found.add("in the metrics: " + line));
        try (var database = server.database()) {
            for (String table : tables(database)) {
                search(database, table, found);
            }
        } catch (SQLException away) {
            // the test was about that
        }
        return found;
    }

    /** The lines that a program wrote with anything of the kind, but for what a person is meant to read there. */
    static List<String> inOutput(String output) {
        return output.lines()
                .map(line -> MEANT_TO_BE_READ.matcher(line).replaceAll(""))
                .filter(line -> isSecret(line) || EMAIL.matcher(line).find())
                .toList();
    }

    private static List<String> tables(Connection database) throws SQLException {
        List<String> names = new ArrayList<>();
        try (var tables = database.getMetaData().getTables(database.getCatalog(), null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private static void search(Connection database, String table, List<String> found) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT * FROM `" + table + "`")) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    byte[] bytes = rows.getBytes(column);
                    String text = bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
                    if (isSecret(text)) {
                        found.add("in " + table + "." + rows.getMetaData().getColumnName(column) + ": " + text);
                    }
                }
            }
        }
    }

    private static boolean isSecret(String text) {
        String own = DIRECTORY.matcher(text).replaceAll("");
        return SECRET.matcher(own).find()
                || SensitiveInput.find(Map.of("text", own)).isPresent();
    }
}
