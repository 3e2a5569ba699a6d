package io.tenderbook;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.tenderbook.demo.DemoCompany;
import io.tenderbook.platform.StartRefused;
import io.tenderbook.sandbox.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running program: the order in which its pieces start, and, backwards, the order in which they stop. */
final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private static final long GRACE_SECONDS = 10;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private Optional<String> banner = Optional.empty();
    private boolean answering;

    private Server() {}

    /**
     * Returns when requests are answered.
     *
     * @throws StartRefused if it cannot start as it is set up; what had been started is stopped again
     */
    static Server start() {
        var server = new Server();
        // Before anything is opened: a program that is told to end while it starts stops what it had started.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        try {
            server.open();
            return server;
        } catch (RuntimeException | Error failure) {
            server.close();
            throw failure;
        }
    }

    private synchronized void open() {
        var context = ApplicationContext.builder(Application.class)
                .bootstrapEnvironment(false)
                .build();
        Environment environment = context.getEnvironment().start();
        HttpPort.requireFree(environment);
        var sandbox = settle(environment);
        URI here = serve(context);
        banner = welcome(context, here, sandbox);
        answering = true;
        LOG.info("Answering on {}", here);
    }

    /** Settles what everything stands on, and starts the sandbox where it stands in for Stripe. */
    private Optional<Sandbox> settle(Environment environment) {
        var ground = new Ground(environment);
        var settings = new HashMap<>(ground.settle(opened::push));
        var sandbox = ground.isSelfContained() ? SandboxGround.open(environment, settings) : Optional.<Sandbox>empty();
        sandbox.ifPresent(running -> {
            opened.push(running);
            settings.putAll(DemoSettings.of(environment, running, settings));
        });
        environment.addPropertySource(PropertySource.of("ground", settings)); // the last one added wins
        return sandbox;
    }

    private URI serve(ApplicationContext context) {
        opened.push(context);
        context.start();
        var http = context.getBean(NettyEmbeddedServer.class);
        opened.push(() -> stop(context, http));
        http.start();
        return URI.create("http://localhost:" + http.getPort());
    }

    /** Makes what a first start makes. Returns what to show to the person who started the program. */
    private static Optional<String> welcome(ApplicationContext context, URI here, Optional<Sandbox> sandbox) {
        var firstStart = context.getBean(FirstStart.class);
        boolean shown = context.getProperty("tenderbook.banner", Boolean.class).orElse(true);
        var first = firstStart.run(DemoSettings.ORGANISATION, shown);
        String key = first.newKey();
        if (sandbox.isPresent()) {
            key = context.getRequiredProperty(DemoSettings.API_KEY, String.class);
            firstStart.ensureKey(first.organisation(), key);
            context.getBean(DemoCompany.class)
                    .open(first.organisation(), sandbox.get().address(), here);
        }
        if (!shown) {
            return Optional.empty();
        }
        boolean explorer = context.getProperty("tenderbook.graphiql.enabled", Boolean.class)
                .orElse(true);
        return Optional.of(Banner.text(
                here,
                explorer,
                first.organisation().slug(),
                key,
                sandbox.map(Sandbox::address).orElse(null)));
    }

    /** What to show to the person who started the program; empty where nobody looks. */
    Optional<String> banner() {
        return banner;
    }

    /**
     * Says first that it is not ready, and goes on answering until those who ask for that have heard it, unless it was
     * refused before it had begun. Then it sends away who stays connected, and lets the requests under way end, for a while.
     */
    private void stop(ApplicationContext context, NettyEmbeddedServer http) throws InterruptedException {
        context.getBean(Draining.class).begin();
        if (answering) {
            Thread.sleep(context.getProperty("tenderbook.drain", Duration.class).orElse(Duration.ZERO));
        }
        try {
            context.getBean(GracefulShutdownManager.class)
                    .shutdownGracefully()
                    .toCompletableFuture()
                    .get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException impatient) {
            LOG.warn("Requests under way were cut off");
        }
        http.stopServerOnly();
    }

    /** Stops everything, the last started first: no request is left to see a database that is gone. */
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
