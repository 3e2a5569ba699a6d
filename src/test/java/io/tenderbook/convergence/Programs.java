package io.tenderbook.convergence;

import io.micronaut.context.ApplicationContext;
import io.tenderbook.Program;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestDatabase;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.paymentmethod.StripeAccount;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.Connectors;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * The real program, in processes of its own, on one database and one account at a sandbox. What stands in the database is
 * seen through beans of this process, in which neither server nor worker runs.
 */
public final class Programs implements AutoCloseable {
    private static final String ENCRYPTION_KEY = "A".repeat(43) + "=";

    private final Path directory;
    private final Map<String, Object> database = TestDatabase.fresh();
    private final Sandbox sandbox = Sandbox.start(new SandboxConfiguration(0, null, Clock.systemUTC()));
    private final HttpClient http = HttpClient.newHttpClient();
    private final ApplicationContext beans;
    private final Mirror mirror;

    /** @param directory where they run */
    public Programs(Path directory) {
        this.directory = directory;
        var settings = new HashMap<>(database);
        settings.put("tenderbook.encryption-key", ENCRYPTION_KEY);
        beans = ApplicationContext.run(settings);
        var organisation = beans.getBean(Organisations.class).create("acme", "Acme Ltd");
        var account = new StripeAccount(sandbox.address(), "sk_test_sandbox", http);
        Connector connector =
                beans.getBean(Connectors.class).create(organisation.id(), "stripe", "stripe", false, true);
        var secrets = beans.getBean(ConnectorSecrets.class);
        secrets.setApiKey(connector, account.key());
        secrets.setWebhookSecret(connector, StripeDeliveries.SECRET);
        mirror = new Mirror(beans.getBean(Jdbi.class), connector, account);
    }

    Mirror mirror() {
        return mirror;
    }

    Ledger ledger() {
        return new Ledger(mirror);
    }

    /** A new key of a reader. */
    String apiKey() {
        return beans.getBean(ApiKeys.class)
                .create(mirror.connector().organisationId(), "reader of the tests", Role.READER);
    }

    /** What stands in their database. */
    public Jdbi jdbi() {
        return mirror.jdbi();
    }

    Program start(int port) {
        return start(port, Map.of());
    }

    /** Starts one with these variables over the usual ones. It answers later. */
    public Program start(int port, Map<String, String> over) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATASOURCES_DEFAULT_URL", "" + database.get("datasources.default.url"));
        environment.put("DATASOURCES_DEFAULT_USERNAME", "" + database.get("datasources.default.username"));
        environment.put("DATASOURCES_DEFAULT_PASSWORD", "" + database.get("datasources.default.password"));
        environment.put("TENDERBOOK_ENCRYPTION_KEY", ENCRYPTION_KEY);
        environment.put("TENDERBOOK_SYNC_READS_PER_SECOND", "0");
        environment.put("STRIPE_SANDBOX_BASE", sandbox.address().toString());
        environment.put("MICRONAUT_SERVER_PORT", "" + port);
        environment.putAll(over);
        return Program.start(directory, environment);
    }

    /** Where the connector's events go, which {@link StripeDeliveries#SECRET} signs. */
    public URI webhook(int port) {
        return URI.create("http://localhost:" + port + "/webhooks/stripe/"
                + mirror.connector().id());
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        beans.close();
        sandbox.close();
        http.close();
    }
}
