package io.tenderbook;

import io.tenderbook.cli.BackfillCommand;
import io.tenderbook.cli.Commands;
import io.tenderbook.cli.RecoverEventsCommand;
import java.util.concurrent.CountDownLatch;

/** Where the program starts. */
public final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && !arguments[0].equals("sandbox")) {
            // A person reads what a command says; the log would stand between.
            System.setProperty("logback.configurationFile", "logback-command.xml");
        }
        int exit = Commands.run(
                arguments,
                Application::serve,
                new SandboxCommand(),
                new BackfillCommand(CommandContext::open),
                new RecoverEventsCommand(CommandContext::open));
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /** Serves until the process is told to end. */
    private static int serve() throws InterruptedException {
        var server = Server.start();
        System.out.println(server.banner());
        new CountDownLatch(1).await();
        return 0;
    }
}
