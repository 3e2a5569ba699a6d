package io.tenderbook.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stripe's deliveries as the load generator makes them: each run has events of its own, and goes on with the next objects. */
final class Deliveries implements Supplier<Wrk.Request> {
    private static final String SCRIPT = "deliver.lua";
    private static final Path EVENT = Path.of("src/bench/resources/event.json").toAbsolutePath();

    /** How far two runs are apart: more objects than a run can come to. */
    private static final int STRIDE = 40_009;

    private static int runs;

    private final Stage stage;
    private final Tenderbook program;
    private final @Nullable Integer rate;
    private String run = "";

    private Deliveries(Stage stage, Tenderbook program, @Nullable Integer rate) {
        this.stage = stage;
        this.program = program;
        this.rate = rate;
    }

    /** As fast as they are answered. */
    static Deliveries to(Stage stage, Tenderbook program) {
        return new Deliveries(stage, program, null);
    }

    /** So many a second, whenever they are answered. */
    static Deliveries steady(Stage stage, Tenderbook program, int rate) {
        return new Deliveries(stage, program, rate);
    }

    @Override
    public Wrk.Request get() {
        runs++;
        run = String.format(Locale.ROOT, "%s%03d", Long.toString(System.currentTimeMillis() / 1000, 36), runs);
        int objects = Company.methods(stage.customers());
        Map<String, String> variables = new HashMap<>();
        variables.put("BENCH_SECRET", Tenderbook.WEBHOOK_SECRET);
        variables.put("BENCH_PATH", Tenderbook.WEBHOOKS);
        variables.put("BENCH_RUN", run);
        variables.put("BENCH_OBJECTS", Integer.toString(objects));
        variables.put("BENCH_FIRST", Long.toString((long) runs * STRIDE % objects));
        variables.put("BENCH_EVENT", EVENT.toString());
        if (rate != null) {
            variables.put("BENCH_RATE", Integer.toString(rate));
        }
        return new Wrk.Request(program.url(Tenderbook.WEBHOOKS), SCRIPT, variables);
    }

    /** A condition that the rows of the latest run's events meet. */
    String rows() {
        return "event_id LIKE 'evt\\_1" + run + "x%'";
    }

    /** Forgets all events, as long pruning would: what has not been applied is applied no more. */
    static void forget(Stage stage) {
        stage.execute("TRUNCATE TABLE webhook_event");
    }

    /** Waits until none is pending, or so long. Returns how many still are. */
    static double drain(Stage stage, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            double pending = stage.number("SELECT COUNT(*) FROM webhook_event WHERE status = 'PENDING'");
            if (pending == 0 || System.nanoTime() > end) {
                return pending;
            }
            Interruption.sleep(200);
        }
    }
}
