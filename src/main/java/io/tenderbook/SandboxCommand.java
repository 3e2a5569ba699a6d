package io.tenderbook;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Runs the sandbox alone, for programs that want a Stripe to talk to. */
@Command(
        name = "sandbox",
        description = "Run the stand-in for the Stripe API alone.",
        mixinStandardHelpOptions = true,
        subcommands = DemoCommand.class)
final class SandboxCommand implements Callable<Integer> {
    @Override
    public Integer call() throws InterruptedException {
        try (var context = ApplicationContext.builder(Application.class).build()) {
            var environment = context.getEnvironment().start();
            Path directory = Path.of(
                    environment.getProperty("tenderbook.data-dir", String.class).orElse("data"));
            var sandbox = SandboxGround.start(environment, directory);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "stop"));
            System.out.println("The Stripe sandbox answers under " + sandbox.address()
                    + "/v1; any key that begins with sk_test_ makes an account of its own.");
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
