package io.tenderbook.cli;

import io.tenderbook.paymentmethod.Tally;
import io.tenderbook.sync.Backfill;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how a backfill goes: a bar on a terminal, now and then a plain line elsewhere. */
final class BackfillView implements Backfill.Watcher, AutoCloseable {
    private static final long LINE_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintWriter out;
    private final @Nullable ProgressBar bar;
    private long lastLine = System.nanoTime();

    BackfillView(PrintWriter out, boolean terminal) {
        this.out = out;
        bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName("Customers")
                        .setInitialMax(-1) // Stripe does not tell how many there are
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .showSpeed()
                        .build()
                : null;
    }

    @Override
    public synchronized void walked(Tally tally) {
        if (bar != null) {
            bar.stepTo(tally.customers());
            bar.setExtraMessage(line(tally));
        } else if (System.nanoTime() - lastLine >= LINE_NANOS) {
            lastLine = System.nanoTime();
            out.println(tally.customers() + " customers, " + line(tally));
            out.flush();
        }
    }

    @Override
    public synchronized void notice(String sentence) {
        if (bar != null) {
            bar.setExtraMessage(sentence);
        } else {
            out.println(sentence);
            out.flush();
        }
    }

    private static String line(Tally tally) {
        return tally.methods() + " payment methods: " + tally.created() + " created, " + tally.changed() + " changed";
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
