package io.tenderbook.cli;

import io.tenderbook.sync.EventRecovery;
import io.tenderbook.sync.RecoveredEvents;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes in events that were never delivered. */
@Command(
        name = "recover-events",
        header = "Take in a connector's events that were never delivered.",
        synopsisHeading = "%nUsage: ",
        customSynopsis =
                "java -jar tenderbook.jar recover-events --connector NAME --since MOMENT [--organisation SLUG]",
        description = {
            "",
            "Asks the provider for its events from that moment on, up to a minute ago, and stores those that are not here.",
            "The server applies them. It asks by itself every minute for what it missed while it was away; this command is",
            "for anything else. Stripe keeps events for 30 days."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar tenderbook.jar recover-events --connector stripe --since 3d",
            "  java -jar tenderbook.jar recover-events --connector stripe --since 2026-11-20T00:00:00Z"
        },
        mixinStandardHelpOptions = true)
public final class RecoverEventsCommand implements Callable<Integer> {
    private final Supplier<Beans> program;

    @Mixin
    private Target target = new Target();

    @Option(
            names = "--since",
            required = true,
            paramLabel = "MOMENT",
            converter = Moment.class,
            description = "From when on: 2026-11-20T00:00:00Z, or how long ago, such as 3d, 12h or 30m.")
    private Instant since = Instant.EPOCH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param program starts the program without its server */
    public RecoverEventsCommand(Supplier<Beans> program) {
        this.program = program;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Beans beans = program.get()) {
            var found = target.find(beans);
            out.println("Events of " + found + " since " + since + " ...");
            if (since.isBefore(Instant.now().minus(EventRecovery.KEPT))) {
                out.println("Stripe keeps events for " + EventRecovery.KEPT.toDays() + " days; older ones are gone.");
            }
            out.flush();
            RecoveredEvents events = beans.get(EventRecovery.class).recover(found.connector(), since, notice -> {
                out.println(notice);
                out.flush();
            });
            out.printf("%,d events seen, %,d of them new.%n", events.seen(), events.recovered());
            if (events.recovered() > 0) {
                out.println("The server applies the new ones: at once if it runs, else when it starts.");
            }
            out.flush();
            return 0;
        }
    }
}
