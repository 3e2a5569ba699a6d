package io.tenderbook.bench;

import java.util.List;

/** The benchmark suite. It asserts nothing: it ends with an error only if it could not measure. */
public final class Benchmarks {
    /** Growth last: it compares with what the others have found. */
    private static final List<Case> CASES = List.of(
            new Inner(),
            new StartUp(),
            new Page(),
            new OneCustomer(),
            new Intake(),
            new Steady(),
            new Apply(),
            new Attach(),
            new Plans(),
            new Growth());

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        var settings = Settings.ofSystemProperties();
        Wrk.require();
        var report = new Report(settings);
        try (var database = Database.open();
                var stripe = StripeStandIn.start();
                var stage = new Stage(settings, database, stripe, report)) {
            database.settings().forEach(report::condition);
            if (settings.wants("growth")) {
                stage.grow(settings.customersAtFirst());
                attempt(stage, "growth", () -> Growth.begin(stage));
            }
            stage.grow(settings.customers());
            CASES.stream()
                    .filter(one -> settings.wants(one.name()))
                    .forEach(one -> attempt(stage, one.name(), () -> one.play(stage)));
        }
        System.exit(0);
    }

    private static void attempt(Stage stage, String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            stage.report().add(Figure.invalid(name, String.valueOf(failure.getMessage())));
            stage.stop(); // the next begins with a program that is well
        }
    }
}
