package io.tenderbook.bench;

import io.tenderbook.bench.Figure.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** 500 deliveries a second, as Stripe sends them at a busy hour: how long each waits, and how soon the record shows it. */
final class Steady implements Case {
    private static final int RATE = 500;
    private static final int CONNECTIONS = 64;
    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final double MILLI = 1e3;

    @Override
    public String name() {
        return "steady";
    }

    @Override
    public void play(Stage stage) {
        var program = stage.program();
        var deliveries = Deliveries.steady(stage, program, RATE);
        Deliveries.forget(stage);
        Wrk.run(deliveries.get(), CONNECTIONS, stage.settings().warmUp());
        Deliveries.drain(stage, LONGEST);
        List<Load> loads = new ArrayList<>();
        List<Lag> lags = new ArrayList<>();
        Map<String, Double> metersBefore = LagMeter.read(program);
        var before = Machine.spent(program.pid());
        for (int i = 0; i < stage.settings().repeats(); i++) {
            Deliveries.forget(stage);
            loads.add(Wrk.run(deliveries.get(), CONNECTIONS, stage.settings().measurement()));
            double pending = Deliveries.drain(stage, LONGEST);
            lags.add(Lag.of(stage, deliveries, pending));
        }
        var busy = Machine.spent(program.pid()).since(before);
        var answers = Figure.of("intake at a fixed rate of 500/s", "requests/s", loads)
                .meanwhile(busy)
                .against(new Limit("what is sent", RATE), "");
        stage.report().add(answers);
        String unapplied = lags.stream()
                .map(Lag::objection)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        stage.report()
                .add(Figure.of(
                                "lag at 500/s until the record shows it, p50",
                                "ms",
                                lags.stream().map(Lag::p50).toList())
                        .unless(unapplied));
        stage.report()
                .add(Figure.of(
                                "lag at 500/s until the record shows it, p99",
                                "ms",
                                lags.stream().map(Lag::p99).toList())
                        .wanted("under 80 ms")
                        .noted("after commit, by the program's own histogram: p99 at most "
                                + LagMeter.percentile(metersBefore, LagMeter.read(program), 99))
                        .unless(unapplied));
    }

    /** From the receipt of each event of a run to the moment that its effect carries, in milliseconds. */
    private record Lag(double p50, double p99, String objection) {
        static Lag of(Stage stage, Deliveries deliveries, double pending) {
            var lags =
                    stage.numbers("SELECT TIMESTAMPDIFF(MICROSECOND, received_at, applied_at) FROM webhook_event WHERE "
                            + deliveries.rows());
            return new Lag(
                    Statistics.percentile(lags, 50) / MILLI,
                    Statistics.percentile(lags, 99) / MILLI,
                    pending == 0
                            ? ""
                            : "%.0f events were still pending after %d s".formatted(pending, LONGEST.toSeconds()));
        }
    }
}
