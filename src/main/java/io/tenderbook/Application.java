package io.tenderbook;

import io.tenderbook.cli.Commands;
import java.util.concurrent.CountDownLatch;

/** Where the program starts. */
public final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        int exit = Commands.run(arguments, Application::serve, new SandboxCommand());
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
