package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Organisation;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.Connectors;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The whole program on a random port over an empty database, with one organisation and a key for each role. */
public final class TestServer implements AutoCloseable {
    /** 32 zero bytes: never use it outside tests. */
    private static final String ENCRYPTION_KEY = "A".repeat(43) + "=";

    private final Map<String, Object> settings;
    private final EmbeddedServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Organisation organisation;
    private final Map<Role, String> keys = new EnumMap<>(Role.class);
    private final @Nullable Sandbox sandbox;

    private TestServer(Map<String, Object> settings, @Nullable Sandbox sandbox) {
        this.settings = settings;
        Leaks.watchTheLog();
        server = ApplicationContext.run(EmbeddedServer.class, settings);
        this.sandbox = sandbox;
        organisation = bean(Organisations.class).create("acme", "Acme Ltd");
        for (Role role : Role.values()) {
            keys.put(role, bean(ApiKeys.class).create(organisation.id(), role + " of the tests", role));
        }
    }

    public static TestServer start() {
        return start(Map.of());
    }

    /** Starts with these settings over the usual ones. */
    public static TestServer start(Map<String, Object> properties) {
        return start(properties, null);
    }

    /** Starts with a sandbox of its own, and the connectors {@code stripe} and {@code stripe-b} at two accounts of it. */
    public static TestServer withSandbox() {
        var sandbox = Sandbox.start(new SandboxConfiguration(0, null, Clock.systemUTC()));
        return withStripeAt(sandbox.address(), Map.of(), sandbox);
    }

    /** Starts with those two connectors at a Stripe that the test has started itself. */
    public static TestServer withStripeAt(URI address, Map<String, Object> properties) {
        return withStripeAt(address, properties, null);
    }

    private static TestServer withStripeAt(URI address, Map<String, Object> properties, @Nullable Sandbox sandbox) {
        Map<String, Object> all = new HashMap<>();
        // One test's faults must not keep the next from being answered; who tests the circuit breaker switches it on.
        all.put("tenderbook.sync.breaker-pause", "0s");
        all.putAll(properties);
        all.put("stripe.sandbox-base", address.toString());
        var server = start(all, sandbox);
        server.connect("stripe", "sk_test_sandbox");
        server.connect("stripe-b", "sk_test_sandbox_b");
        return server;
    }

    private static TestServer start(Map<String, Object> properties, @Nullable Sandbox sandbox) {
        Map<String, Object> all = new HashMap<>(TestDatabase.fresh());
        all.put("micronaut.server.port", -1);
        all.put("tenderbook.encryption-key", ENCRYPTION_KEY);
        all.put("tenderbook.rate-limit", 0); // who tests it switches it on
        all.put("tenderbook.jobs.enabled", false); // a test runs the job it is about, when it wants to
        all.putAll(properties);
        return new TestServer(all, sandbox);
    }

    /** Another instance of the program on the same database, with these settings over those of this one. */
    public EmbeddedServer another(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(properties);
        return ApplicationContext.run(EmbeddedServer.class, all);
    }

    /** The environment of another process on the same database and the same Stripe. */
    public Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        settings.forEach((name, value) -> variables.put(
                name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), String.valueOf(value)));
        return variables;
    }

    /** Adds a connector at the sandbox's account with this key. */
    public Connector connect(String name, String apiKey) {
        var connector = bean(Connectors.class).create(organisation.id(), name, "stripe", false, true);
        bean(ConnectorSecrets.class).setApiKey(connector, apiKey);
        return connector;
    }

    public Connector connector(String name) {
        return bean(Connectors.class).of(organisation.id()).stream()
                .filter(connector -> connector.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Only for a server that was started with one. */
    public Sandbox sandbox() {
        return Objects.requireNonNull(sandbox);
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public URI baseUri() {
        return server.getURI();
    }

    public Organisation organisation() {
        return organisation;
    }

    public String key(Role role) {
        return keys.getOrDefault(role, "");
    }

    /** A connection to the program's database beside the program, for the caller to close. */
    public Connection database() throws SQLException {
        return bean(DataSource.class).getConnection();
    }

    /** Runs a document as a writer. Returns the whole answer, {@code errors} included. */
    public JsonNode graphql(String document, Map<String, ? extends @Nullable Object> variables) {
        return graphql(Role.WRITER, document, variables);
    }

    public JsonNode graphql(Role role, String document, Map<String, ? extends @Nullable Object> variables) {
        String body = Json.write(Map.of("query", document, "variables", variables));
        return Json.parse(send(as(role, "/graphql")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .body());
    }

    /** A request with the credentials of a role. */
    public HttpRequest.Builder as(Role role, String path) {
        return request(path).header("x-api-key", key(role)).header("organisation", organisation.slug());
    }

    /** A request with no credentials. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(baseUri().resolve(path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException("the server did not answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server was working", interrupted);
        }
    }

    @Override
    public void close() {
        var leaks = Leaks.of(this);
        http.close();
        server.stop();
        if (sandbox != null) {
            sandbox.close();
        }
        assertEquals(List.of(), leaks);
    }
}
