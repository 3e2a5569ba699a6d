package io.tenderbook.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The inner parts alone, by JMH: how long one takes, and how much it allocates. */
final class Inner implements Case {
    private static final String ALL = "io\\.tenderbook\\..*Benchmark\\..*";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Override
    public String name() {
        return "inner";
    }

    @Override
    public void play(Stage stage) {
        stage.stop();
        var second = TimeValue.seconds(1);
        int seconds = stage.settings().quick() ? 2 : 5;
        var options = new OptionsBuilder()
                .include(ALL)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .forks(1)
                .warmupIterations(seconds)
                .warmupTime(second)
                .measurementIterations(seconds)
                .measurementTime(second)
                .build();
        try {
            new Runner(options).run().forEach(result -> tell(stage.report(), result));
        } catch (RunnerException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void tell(Report report, RunResult result) {
        String name = result.getPrimaryResult().getLabel();
        List<Double> times = result.getAggregatedResult().getIterationResults().stream()
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
        var allocated = result.getSecondaryResults().get(ALLOCATED);
        report.add(Figure.of("JMH: " + name, "µs", times)
                .noted(allocated == null ? "" : Line.number(allocated.getScore() / 1024) + " KiB allocated each"));
    }
}
