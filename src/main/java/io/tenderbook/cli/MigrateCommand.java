package io.tenderbook.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the database's schema up to date. */
@Command(
        name = "migrate",
        header = "Bring the database's schema up to date.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "The server does so too when it starts. Where its database user may not change the schema, run this with one",
            "who may, before it, and start the server with FLYWAY_DATASOURCES_DEFAULT_ENABLED=false.",
            "Instances of the version before go on working on the new schema."
        },
        mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {
    private final Supplier<Beans> program;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param program starts the program without its server, and migrates when it does */
    public MigrateCommand(Supplier<Beans> program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        program.get().close();
        spec.commandLine().getOut().println("The schema is up to date.");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
