package io.tenderbook.bench;

import io.tenderbook.bench.Figure.Limit;
import io.tenderbook.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Attaching a payment method, with Stripe in between: as fast as it answers, and 100 ms away. There are fewer attachments in a
 * second than other requests, so that the JVM needs longer to find out what is worth compiling well.
 */
final class Attach implements Case {
    private static final int CONNECTIONS = 64;
    private static final Duration AWAY = Duration.ofMillis(100);
    private static final Path DOCUMENT = Path.of("graphql/operations/AttachPaymentMethod.graphql");

    @Override
    public String name() {
        return "attach";
    }

    @Override
    public void play(Stage stage) {
        var requests = new Requests(stage);
        try {
            double calls =
                    measure(stage, requests, Duration.ZERO, stage.settings().longWarmUp(), 1);
            stage.limits().attachments(CONNECTIONS, AWAY);
            stage.stripe().slow(AWAY);
            measure(stage, requests, AWAY, stage.settings().warmUpAgain(), Math.max(1, Math.rint(calls)));
        } finally {
            stage.stripe().slow(Duration.ZERO);
        }
    }

    /** Returns how often Stripe was called for each. */
    private static double measure(Stage stage, Requests requests, Duration latency, Duration warmUp, double calls) {
        long callsBefore = stage.stripe().calls();
        String count = "SELECT COUNT(*) FROM payment_method WHERE source = 'ATTACH'";
        double rowsBefore = stage.number(count);
        var figure = stage.measure(
                "attach, 64 connections, Stripe %d ms away".formatted(latency.toMillis()),
                stage.program().pid(),
                requests,
                CONNECTIONS,
                warmUp,
                () -> {});
        double rows = stage.number(count) - rowsBefore;
        double each = (stage.stripe().calls() - callsBefore) / Math.max(1, rows);
        long measured = figure.loads().stream().mapToLong(Load::requests).sum();
        var told = figure.noted(String.format(Locale.ROOT, "%.2f calls at Stripe each", each))
                .unless(rows < measured ? "of %d answers only %.0f attached something".formatted(measured, rows) : "");
        stage.report().add(latency.isZero() ? told : told.against(ceiling(latency, calls), "ratio at least 0.95"));
        return each;
    }

    private static Limit ceiling(Duration latency, double calls) {
        return new Limit(
                "64 connections, each at Stripe %d times".formatted(Math.round(calls)),
                CONNECTIONS / (latency.toMillis() / 1e3) / calls);
    }

    /** Each run attaches payment methods of its own. */
    private static final class Requests implements Supplier<Wrk.Request> {
        private final Stage stage;
        private final Path customers;
        private int runs;

        Requests(Stage stage) {
            this.stage = stage;
            customers = stage.queries().customerFile();
        }

        @Override
        public Wrk.Request get() {
            runs++;
            return new Wrk.Request(
                    stage.program().url("/graphql"),
                    "attach.lua",
                    Map.of(
                            "BENCH_KEY",
                            Tenderbook.KEY,
                            "BENCH_CUSTOMERS",
                            customers.toString(),
                            "BENCH_RUN",
                            Long.toString(System.currentTimeMillis() / 1000, 36) + runs,
                            "BENCH_DOCUMENT",
                            escaped()));
        }

        private static String escaped() {
            try {
                String json = Json.write(Files.readString(DOCUMENT));
                return json.substring(1, json.length() - 1);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
