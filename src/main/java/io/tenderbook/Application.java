package io.tenderbook;

import io.tenderbook.cli.ApiKeyCommand;
import io.tenderbook.cli.BackfillCommand;
import io.tenderbook.cli.Commands;
import io.tenderbook.cli.ConnectorCommand;
import io.tenderbook.cli.DoctorCommand;
import io.tenderbook.cli.MigrateCommand;
import io.tenderbook.cli.OrganisationCommand;
import io.tenderbook.cli.RecoverEventsCommand;
import io.tenderbook.cli.ReplayCommand;
import io.tenderbook.cli.WebhookCommand;
import io.tenderbook.platform.telemetry.DriverTelemetry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Where the program starts. */
public final class Application {
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    private Application() {}

    public static void main(String[] arguments) {
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            logConfiguration(arguments).ifPresent(file -> System.setProperty(LOG_CONFIGURATION, file));
        }
        DriverTelemetry.silence();
        int exit = Commands.run(arguments, Application::serve, Application::commands);
        // Whatever still runs somewhere: a command that is done has ended.
        System.exit(exit);
    }

    private static List<Object> commands() {
        return List.of(
                new SandboxCommand(),
                new OrganisationCommand(CommandContext::open),
                new ApiKeyCommand(CommandContext::open),
                new ConnectorCommand(CommandContext::open),
                new BackfillCommand(CommandContext::open),
                new RecoverEventsCommand(CommandContext::open),
                new ReplayCommand(CommandContext::open),
                new MigrateCommand(CommandContext::openMigrating),
                new DoctorCommand(CommandContext::openAsItIs),
                new WebhookCommand());
    }

    /** Empty for the usual one. It has to be known before the first line is logged, so before Micronaut knows its environments. */
    private static Optional<String> logConfiguration(String[] arguments) {
        if (arguments.length > 0 && !arguments[0].equals("sandbox")) {
            // A person reads what a command says; the log would stand between.
            return Optional.of("logback-command.xml");
        }
        String environments = System.getProperty(
                "micronaut.environments", System.getenv().getOrDefault("MICRONAUT_ENVIRONMENTS", ""));
        return Arrays.asList(environments.split(",")).contains("prod")
                ? Optional.of("logback-json.xml")
                : Optional.empty();
    }

    /** Serves until the process is told to end. */
    private static int serve() throws InterruptedException {
        var server = Server.start();
        server.banner().ifPresent(System.out::println);
        new CountDownLatch(1).await();
        return 0;
    }
}
