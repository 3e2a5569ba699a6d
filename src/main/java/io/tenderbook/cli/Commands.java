package io.tenderbook.cli;

import io.tenderbook.platform.StartRefused;
import io.tenderbook.sync.RepairStopped;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What can be typed after {@code java -jar tenderbook.jar}. Failures become one plain line and an exit code. */
@Command(
        name = "java -jar tenderbook.jar",
        header = "Payment methods of your customers over GraphQL, kept in step with Stripe.",
        synopsisHeading = "%nUsage: ",
        customSynopsis = "java -jar tenderbook.jar [COMMAND]",
        description = {
            "",
            "Without a command it serves: GraphQL on http://localhost:8080/graphql, by default on a database of its own."
        },
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nEnvironment variables:%n",
        footer = {
            "  MICRONAUT_SERVER_PORT         the port, 8080 by default",
            "  DATASOURCES_DEFAULT_URL,      your MySQL 8.4 or 9, such as jdbc:mysql://localhost:3306/tenderbook;",
            "  _USERNAME, _PASSWORD          without it an embedded MariaDB is used",
            "  TENDERBOOK_ENCRYPTION_KEY     encrypts stored secrets; needed with a MySQL of yours,",
            "                                made by: openssl rand -base64 32; or _FILE, a file that holds it",
            "  TENDERBOOK_DATA_DIR           where the embedded database keeps its files, ./data by default",
            "  TENDERBOOK_ORGANISATION,      the first organisation and its admin key, made at the first start",
            "  TENDERBOOK_API_KEY",
            "  STRIPE_SECRET_KEY,            the Stripe account to work with; without it a sandbox stands in",
            "  STRIPE_WEBHOOK_SECRET",
            "  TENDERBOOK_SANDBOX_PORT       the sandbox's port, 12111 by default",
            "  MICRONAUT_ENVIRONMENTS=prod   no GraphiQL, no introspection, JSON logs, health and metrics on",
            "                                TENDERBOOK_MANAGEMENT_PORT, 8081 by default",
            "",
            "What a command takes is shown by: java -jar tenderbook.jar help COMMAND",
        },
        mixinStandardHelpOptions = true,
        subcommands = HelpCommand.class,
        versionProvider = Commands.Version.class)
public final class Commands implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private final Callable<Integer> serve;

    private Commands(Callable<Integer> serve) {
        this.serve = serve;
    }

    /**
     * Runs what the arguments ask for.
     *
     * @param serve what no command means; its result is the exit code
     * @param others further commands, asked for only if there are arguments: objects annotated as picocli's
     *     {@link Command}, each with a name
     * @return the exit code: 0 for success, 1 for a failure, 2 for a command that does not exist
     */
    public static int run(String[] arguments, Callable<Integer> serve, Supplier<List<Object>> others) {
        return arguments.length == 0 ? serve(serve) : parse(arguments, serve, others);
    }

    /** Asks picocli for nothing, which takes it a sixth of the start. */
    private static int serve(Callable<Integer> serve) {
        try {
            return serve.call();
        } catch (Exception failure) {
            return report(failure, System.err::println, true);
        }
    }

    private static int parse(String[] arguments, Callable<Integer> serve, Supplier<List<Object>> others) {
        var line = new CommandLine(new Commands(serve));
        for (Object other : others.get()) {
            line.addSubcommand(other);
        }
        return line.setUsageHelpWidth(110)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, given) -> explain(failure))
                .setExecutionExceptionHandler((failure, command, parsed) ->
                        report(failure, command.getErr()::println, command.getCommand() instanceof Commands))
                .execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        return serve.call();
    }

    private static int explain(ParameterException failure) {
        var err = failure.getCommandLine().getErr();
        err.println(
                failure instanceof UnmatchedArgumentException unmatched
                        ? "There is no command or option \""
                                + unmatched.getUnmatched().getFirst() + "\"."
                        : failure.getMessage());
        failure.getCommandLine().usage(err);
        return CommandLine.ExitCode.USAGE;
    }

    private static int report(Exception failure, Consumer<String> err, boolean serving) {
        LOG.debug("The command failed", failure);
        String sentence = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof StartRefused || cause instanceof RepairStopped)
                .findFirst()
                .map(Throwable::getMessage)
                .orElseGet(() -> unexpected(failure, serving));
        err.accept(sentence);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String unexpected(Throwable failure, boolean serving) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return (serving ? "Tenderbook could not start: " : "The command failed: ")
                + reason.lines().findFirst().orElse("").strip()
                + " (LOGGER_LEVELS_IO_TENDERBOOK=DEBUG shows where it happened)";
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"Tenderbook " + (version == null ? "(not packaged)" : version)};
        }
    }
}
