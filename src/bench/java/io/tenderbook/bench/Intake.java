package io.tenderbook.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How many deliveries are acknowledged a second while the worker applies what it can. */
final class Intake implements Case {
    private static final String TARGET = "ratio at least 0.55, p99 under 25 ms";

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public void play(Stage stage) {
        stage.limits().inserts();
        stage.limits().inserts(64); // how long each of so many waits, if each writes its own row
        stage.limits().requests();
        var program = stage.program();
        for (int connections : List.of(64, 16, 1)) {
            var settings = stage.settings();
            measure(
                    stage,
                    program,
                    "intake, " + connections + " connections, worker on",
                    connections,
                    connections == 64 ? settings.longWarmUp() : settings.warmUpAgain());
        }
        Deliveries.forget(stage);
        stage.stop();
        try (var alone = stage.home().start(Map.of("TENDERBOOK_WEBHOOKS_APPLY", "false"))) {
            measure(
                    stage,
                    alone,
                    "intake, 64 connections, worker off",
                    64,
                    stage.settings().longWarmUp());
        }
        Deliveries.forget(stage);
    }

    private static void measure(Stage stage, Tenderbook program, String name, int connections, Duration warmUp) {
        var deliveries = Deliveries.to(stage, program);
        var figure =
                stage.measure(name, program.pid(), deliveries, connections, warmUp, () -> Deliveries.forget(stage));
        stage.report()
                .add(figure.against(stage.limits().inserts(), connections == 64 ? TARGET : "")
                        .unless(lost(stage, deliveries, figure)));
    }

    /** Empty if the inbox holds about nine of ten that were acknowledged in the last run; the tenth came before. */
    private static String lost(Stage stage, Deliveries deliveries, Figure figure) {
        double kept = stage.number("SELECT COUNT(*) FROM webhook_event WHERE " + deliveries.rows());
        double acknowledged = figure.loads().getLast().requests();
        return kept >= 0.88 * acknowledged
                ? ""
                : "of %.0f acknowledged only %.0f are kept".formatted(acknowledged, kept);
    }
}
