package io.tenderbook.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many events a second reach the records, with everything that belongs to that, and until nothing is left to apply. */
final class Apply implements Case {
    private static final int CONNECTIONS = 64;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** How long applying what was taken in at once should take, so that the rate is one of a steady state. */
    private static final double DRAIN_SECONDS = 15;

    /** Fewer seconds tell nothing of a rate. */
    private static final double NO_BACKLOG = 1;

    @Override
    public String name() {
        return "apply";
    }

    @Override
    public void play(Stage stage) {
        measure(stage);
    }

    static String figureName(int customers) {
        return "apply, backlog only, %,d customers".formatted(customers);
    }

    static void measure(Stage stage) {
        var limit = stage.limits().inserts();
        var deliveries = Deliveries.to(stage, stage.program());
        Deliveries.forget(stage);
        // The warm-up also tells how much is enough.
        var warmUp = takeIn(stage, deliveries, 1);
        double rate = warmUp.appliedBehind(stage.settings().warmUp());
        Deliveries.forget(stage);
        List<Double> drained = new ArrayList<>();
        List<Double> inSync = new ArrayList<>();
        String objection = "";
        String unfinished = "";
        var before = Machine.spent(stage.program().pid());
        for (int i = 0; i < stage.settings().repeats(); i++) {
            int seconds = (int) Math.clamp(Math.round(rate * DRAIN_SECONDS / Math.max(1, warmUp.load.rate())), 1, 30);
            var run = takeIn(stage, deliveries, seconds);
            drained.add(run.appliedBehind(LONGEST));
            inSync.add(run.inSync());
            unfinished = unfinished.isEmpty() ? run.unfinished() : unfinished;
            objection = objection.isEmpty() ? run.objection() : objection;
            Deliveries.forget(stage);
        }
        var busy = Machine.spent(stage.program().pid()).since(before);
        stage.report()
                .add(Figure.of(figureName(stage.customers()), "events/s", drained)
                        .meanwhile(busy)
                        .against(limit, "")
                        .unless(objection));
        stage.report()
                .add(Figure.of(
                                "intake and apply until in sync, %,d customers".formatted(stage.customers()),
                                "events/s",
                                inSync)
                        .meanwhile(busy)
                        .against(limit, "ratio at least 0.27")
                        .unless(objection)
                        .unless(unfinished));
    }

    private static Run takeIn(Stage stage, Deliveries deliveries, int seconds) {
        var load = Wrk.run(deliveries.get(), CONNECTIONS, Duration.ofSeconds(seconds));
        return new Run(stage, deliveries, load, applied(stage), System.nanoTime());
    }

    private static double applied(Stage stage) {
        return stage.number("SELECT COUNT(*) FROM webhook_event WHERE status = 'APPLIED'");
    }

    /** What was taken in at once, at the moment when the last was acknowledged. */
    private record Run(Stage stage, Deliveries deliveries, Load load, double before, long end) {
        /**
         * Waits until none is left, or so long. Returns how many were applied a second meanwhile, or from the beginning
         * on where next to nothing was left.
         */
        double appliedBehind(Duration atMost) {
            Deliveries.drain(stage, atMost);
            double seconds = (System.nanoTime() - end) / 1e9;
            if (seconds < NO_BACKLOG) {
                return inSync();
            }
            return (applied(stage) - before) / seconds;
        }

        /** Events a second from the first receipt to the last application, of those that were applied. */
        double inSync() {
            return stage.number(
                    "SELECT COUNT(*) / (TIMESTAMPDIFF(MICROSECOND, MIN(received_at), MAX(applied_at)) / 1e6)"
                            + " FROM webhook_event WHERE status = 'APPLIED'");
        }

        String unfinished() {
            double pending = stage.number("SELECT COUNT(*) FROM webhook_event WHERE status = 'PENDING'");
            return pending == 0
                    ? ""
                    : "%.0f events were still pending after %d s".formatted(pending, LONGEST.toSeconds());
        }

        String objection() {
            double other = stage.number(
                    "SELECT COUNT(*) FROM webhook_event WHERE status NOT IN ('APPLIED', 'PENDING') OR attempts > 1");
            double all = stage.number("SELECT COUNT(*) FROM webhook_event");
            return other > all / 100
                    ? "%.0f of %.0f events were not simply applied".formatted(other, all)
                    : load.objection();
        }
    }
}
