package io.tenderbook.convergence;

import io.tenderbook.TestServer;
import io.tenderbook.paymentmethod.StripeAccount;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One server and one sandbox for many tenants, each with an account of its own: so many histories are proved at once. */
final class World implements AutoCloseable {
    private final Sandbox sandbox = Sandbox.start(new SandboxConfiguration(0, null, Clock.systemUTC()));
    private final TestServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger tenants = new AtomicInteger();

    World() {
        this(Map.of());
    }

    /** @param settings over the usual ones */
    World(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("tenderbook.sync.reads-per-second", 0);
        server = TestServer.withStripeAt(sandbox.address(), all);
    }

    Tenant tenant() {
        return Tenant.open(this, "tenant-" + tenants.incrementAndGet());
    }

    /** The tenant whose keys the server's own callers use, followed from now on. */
    Tenant callersTenant() {
        var account = new StripeAccount(sandbox.address(), "sk_test_sandbox", http);
        var tenant = Tenant.of(this, server.organisation(), account, server.connector("stripe"));
        tenant.deliverEverything();
        return tenant;
    }

    TestServer server() {
        return server;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        server.close();
        sandbox.close();
        http.close();
    }
}
