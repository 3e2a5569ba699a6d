package io.tenderbook.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-in for Stripe that remembers: customers, payment methods, setup intents, events and webhook endpoints under
 * {@code /v1}, on a port that only this machine reaches unless it is told otherwise. Every {@code sk_test_…} or {@code rk_test_…} key is an account
 * of its own. What was answered is kept before the answer leaves, so that a killed process loses nothing.
 *
 * <p>Beyond Stripe it takes {@code secret} when a webhook endpoint is created, and has helpers of its own: {@code POST
 * /v1/test_helpers/payment_methods/{id}/automatically_update}, and faults and a clock for each account ({@link Faults}). The payment methods that exist without being created
 * stand in {@link ExamplePaymentMethods}.
 */
public final class Sandbox implements AutoCloseable {
    /** The version of the API whose shapes are spoken here. */
    static final String API_VERSION = "2026-08-26.dahlia";

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 256;
    private static final long SECONDS_TO_FINISH = 5;

    private final HttpServer server;
    private final ExecutorService requests;
    private final Deliveries deliveries;
    private final Store store;
    private final Mishaps mishaps;

    private Sandbox(HttpServer server, ExecutorService requests, Deliveries deliveries, Store store, Mishaps mishaps) {
        this.server = server;
        this.requests = requests;
        this.deliveries = deliveries;
        this.store = store;
        this.mishaps = mishaps;
    }

    /**
     * Listens when it returns, and goes on with the deliveries that an earlier run left open.
     *
     * @throws SandboxStartException if the port or the state is not to be had
     */
    public static Sandbox start(SandboxConfiguration configuration) {
        HttpServer server = listen(configuration.address(), configuration.port());
        try {
            Store store = Store.open(configuration.directory());
            Mishaps mishaps = new Mishaps();
            Deliveries deliveries = new Deliveries(store, configuration.clock(), mishaps);
            AccountClocks clocks = new AccountClocks(configuration.clock());
            Api api = new Api(store, deliveries, new WebhookEndpoints(configuration.receivers()), clocks, mishaps);
            ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(requests);
            server.createContext("/", new FrontDoor(new UnreliableApi(api, mishaps)));
            server.start();
            deliveries.resume();
            return new Sandbox(server, requests, deliveries, store, mishaps);
        } catch (RuntimeException failed) {
            server.stop(0);
            throw failed;
        }
    }

    private static HttpServer listen(InetAddress address, int port) {
        try {
            return HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException | IllegalArgumentException taken) {
            throw new SandboxStartException(
                    "The Stripe sandbox cannot listen on " + address.getHostAddress() + ":" + port
                            + ": free that port, or set TENDERBOOK_SANDBOX_PORT to another one.",
                    taken);
        }
    }

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(LOOPBACK);
        } catch (UnknownHostException never) {
            throw new IllegalStateException(never); // four bytes are an address
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Where stripe-java's {@code setApiBase} has to point on this machine, without a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** From now on, things go wrong at the account of this key; what went wrong there before is replaced. */
    public void begin(Faults faults, String apiKey) {
        mishaps.begin(account(apiKey), faults);
    }

    /** From now on, nothing goes wrong at the account of this key. */
    public void endFaults(String apiKey) {
        mishaps.end(account(apiKey));
    }

    private static String account(String apiKey) {
        return new ApiKey(apiKey).account();
    }

    /** Deliveries that have not arrived are kept for the next start; a second call does nothing. */
    @Override
    public void close() {
        server.stop(0);
        requests.shutdown();
        try {
            if (!requests.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                LOG.warn("A request to the sandbox did not end with it");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        deliveries.close();
        store.close();
    }
}
