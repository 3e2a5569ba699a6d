package io.tenderbook.cli;

import io.tenderbook.paymentmethod.Tally;
import io.tenderbook.sync.Backfill;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings in what lives at a provider already. */
@Command(
        name = "backfill",
        header = "Bring in all customers of a connector and their payment methods.",
        synopsisHeading = "%nUsage: ",
        customSynopsis = "java -jar tenderbook.jar backfill --connector NAME [--organisation SLUG] [--restart]",
        description = {
            "",
            "Walks the customers that the provider lists and brings each in step here; nothing changes at the provider.",
            "It may run while the server works on the same MySQL. Stopped anywhere, it goes on there when run again.",
            "The embedded database is one program's at a time: stop the server first, or sync single customers with the",
            "mutation syncCustomer."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExample:%n",
        footer = "  java -jar tenderbook.jar backfill --connector stripe",
        mixinStandardHelpOptions = true)
public final class BackfillCommand implements Callable<Integer> {
    private final Supplier<Beans> program;

    @Mixin
    private Target target = new Target();

    @Option(names = "--restart", description = "Begin anew instead of going on where the last run stopped.")
    private boolean restart;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param program starts the program without its server */
    public BackfillCommand(Supplier<Beans> program) {
        this.program = program;
    }

    @Override
    public Integer call() throws InterruptedException {
        long start = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut();
        try (Beans beans = program.get()) {
            var found = target.find(beans);
            out.println("Backfill of " + found + " ...");
            Tally tally;
            try (var view = new BackfillView(out, Terminal.isThere())) {
                tally = beans.get(Backfill.class).run(found.connector(), restart, view);
            }
            print(tally, Duration.ofNanos(System.nanoTime() - start), out);
            return 0;
        }
    }

    private static void print(Tally tally, Duration took, PrintWriter out) {
        out.printf("Done in %d s.%n", took.toSeconds());
        out.printf("  %,10d customers%n", tally.customers());
        out.printf("  %,10d payment methods%n", tally.methods());
        out.printf("  %,10d of both created%n", tally.created());
        out.printf("  %,10d changed%n", tally.changed());
        out.printf("  %,10d unchanged%n", tally.unchanged());
        if (tally.skipped() > 0) {
            out.printf("  %,10d left alone, being of customers that are not followed%n", tally.skipped());
        }
        if (tally.unsettled() > 0) {
            out.printf("  %,10d to be looked at again, which the server does by itself%n", tally.unsettled());
        }
        out.flush();
    }
}
