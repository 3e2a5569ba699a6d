package io.tenderbook;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.tenderbook.cli.Beans;
import io.tenderbook.platform.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program as a command uses it: on the same ground as the server, without HTTP and without background work. */
final class CommandContext implements Beans {
    private static final Logger LOG = LoggerFactory.getLogger(CommandContext.class);

    private static final int PATIENCE_MILLIS = 500;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final ApplicationContext context =
            ApplicationContext.builder(Application.class).build();

    private final Map<String, Object> overrides;

    private CommandContext(Map<String, Object> overrides) {
        this.overrides = overrides;
    }

    /** @throws StartRefused if it cannot start as it is set up; what had been started is stopped again */
    static Beans open() {
        return open(Map.of());
    }

    /** The same, and the schema is brought up to date however the server is configured. */
    static Beans openMigrating() {
        return open(Map.of(SchemaCheck.MIGRATES, true));
    }

    /** The same, and the schema is left as it is; one that is not up to date is a reason to refuse. */
    static Beans openAsItIs() {
        return open(Map.of(SchemaCheck.MIGRATES, false));
    }

    private static Beans open(Map<String, Object> overrides) {
        var command = new CommandContext(overrides);
        Runtime.getRuntime().addShutdownHook(new Thread(command::close, "stop"));
        try {
            command.start();
            return command;
        } catch (RuntimeException | Error failure) {
            command.close();
            throw failure;
        }
    }

    private synchronized void start() {
        Environment environment = context.getEnvironment().start();
        environment.addPropertySource(PropertySource.of("command", overrides));
        var ground = new Ground(environment);
        Map<String, Object> settings = new HashMap<>(settle(ground));
        if (ground.isSelfContained()) {
            findSandbox(environment, settings);
        }
        settings.put("tenderbook.jobs.enabled", false);
        environment.addPropertySource(PropertySource.of("ground", settings)); // the last one added wins
        opened.push(context);
        context.start();
    }

    private Map<String, Object> settle(Ground ground) {
        try {
            return ground.settle(opened::push);
        } catch (StartRefused.InUse running) {
            throw new StartRefused(
                    running.getMessage()
                            + " (A running server syncs single customers by the mutation syncCustomer; on a MySQL of"
                            + " yours, server and command may run at once.)",
                    running);
        }
    }

    /** One that runs alone is used; else the installation's own is started as the server would. */
    private void findSandbox(Environment environment, Map<String, Object> settings) {
        int port = SandboxGround.port(environment);
        if (answers(port)) {
            settings.put("stripe.sandbox-base", "http://127.0.0.1:" + port);
            return;
        }
        SandboxGround.open(environment, settings).ifPresent(sandbox -> {
            opened.push(sandbox);
            settings.put("stripe.sandbox-base", sandbox.address().toString());
        });
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    @Override
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            AutoCloseable piece = opened.pop();
            try {
                piece.close();
            } catch (Exception failure) {
                LOG.warn("{} did not stop as it should", piece, failure);
            }
        }
    }
}
