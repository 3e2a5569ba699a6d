package io.tenderbook.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Credentials;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.StartRefused;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderEndpoints;
import io.tenderbook.provider.WebhookEndpoint;
import io.tenderbook.webhook.WebhookInbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What an operator does at the command line, over the database and the provider of a real server. */
class AdministrationCommandsTest {
    private static TestServer server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anOrganisationAndItsFirstKeyAreMade() {
        assertEquals(
                "globex",
                json(new OrganisationCommand(AdministrationCommandsTest::beans), "create", "globex")
                        .path("slug")
                        .textValue());
        assertTrue(run(new OrganisationCommand(AdministrationCommandsTest::beans), "list")
                .out()
                .contains("globex"));
        var made = json(
                new ApiKeyCommand(AdministrationCommandsTest::beans),
                "create",
                "--role",
                "admin",
                "--name",
                "first",
                "--organisation",
                "globex");
        assertEquals(Role.ADMIN, opened(made, "globex"));
        assertFalse(run(new ApiKeyCommand(AdministrationCommandsTest::beans), "list", "--organisation", "globex")
                .out()
                .contains(made.path("key").textValue()));
        assertEquals(
                "The slug globex is taken by another organisation.",
                run(new OrganisationCommand(AdministrationCommandsTest::beans), "create", "globex")
                        .err());
    }

    @Test
    void aKeyIsRotatedAndRevoked() {
        var first = json(key("create", "--role", "writer"));
        var second = json(key("rotate", first.path("id").textValue(), "--overlap", "1h"));
        assertEquals(Role.WRITER, opened(first, "acme"));
        assertEquals(Role.WRITER, opened(second, "acme"));
        var revoked = key("revoke", second.path("id").textValue());
        assertEquals(0, revoked.exit(), revoked.err());
        assertTrue(server.bean(ApiKeys.class)
                .authenticate(new Credentials(second.path("key").textValue(), "acme"))
                .isEmpty());
        assertEquals(
                "There is no API key with that id in this organisation.",
                key("revoke", "nonsense").err());
        assertTrue(key("rotate", "x", "--overlap", "soon")
                .err()
                .contains("\"soon\" is no time: write 30s, 10m, 24h or 7d."));
    }

    @Test
    void aConnectorIsAddedAndItsWebhookRegisteredForExactlyTheHandledEvents() throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "sk_test_sandbox_third\n");
        var added = json(connector("add", "third", "--secret-key-file", key.toString()));
        var connector = server.connector("third");
        assertEquals(connector.webhookPath(), added.path("webhookPath").textValue());

        assertTrue(doctor().startsWith("bad: No endpoint at the provider delivers to"), doctor());
        var url = server.baseUri().toString();
        var made = json(connector("register-webhook", "third", "--url", url));
        Set<String> types = new HashSet<>();
        made.path("events").forEach(type -> types.add(type.textValue()));
        assertEquals(server.bean(WebhookInbox.class).handledTypes("stripe"), types);
        assertEquals(
                1, server.bean(ConnectorSecrets.class).webhookSecrets(connector).size());
        assertTrue(doctor().startsWith("good: " + made.path("endpoint").textValue()), doctor());

        assertTrue(connector("register-webhook", "third", "--url", url)
                .err()
                .startsWith("The provider has an endpoint for that address"));
    }

    @Test
    void anEndpointWhoseSecretCouldNotBeKeptIsRemovedAgain() throws SQLException {
        var connector = server.connect("fourth", "sk_test_sandbox_fourth");
        var url = server.baseUri().toString();
        execute("ALTER TABLE connector_secret ADD CONSTRAINT full CHECK (kind <> 'WEBHOOK' OR HEX(connector_id) <> '"
                + connector.id().toString().replace("-", "").toUpperCase(Locale.ROOT) + "')");
        assertEquals(1, connector("register-webhook", "fourth", "--url", url).exit());
        assertEquals(List.of(), endpoints(connector));
        execute("ALTER TABLE connector_secret DROP CONSTRAINT full");
        var made = json(connector("register-webhook", "fourth", "--url", url));
        assertEquals(List.of(made.path("endpoint").textValue()), endpoints(connector));
    }

    private static List<String> endpoints(Connector connector) {
        return server.bean(ProviderEndpoints.class).list(connector, ProviderCall.start()).value().stream()
                .map(WebhookEndpoint::id)
                .toList();
    }

    private static void execute(String statement) throws SQLException {
        try (var database = server.database();
                var running = database.createStatement()) {
            running.execute(statement);
        }
    }

    @Test
    void anEventIsSignedAndSentAndReplayedByItsStatus() throws IOException {
        var connector = server.connector("stripe-b");
        server.bean(ConnectorSecrets.class).setWebhookSecret(connector, "whsec_of_the_second");
        Path event = Files.writeString(directory.resolve("event.json"), """
                {"id": "evt_by_hand", "object": "event", "type": "invoice.paid", "created": 1, "livemode": false,
                 "data": {"object": {"id": "in_1", "object": "invoice"}}}""");
        Path right = Files.writeString(directory.resolve("right"), "whsec_of_the_second\n");
        Path wrong = Files.writeString(directory.resolve("wrong"), "whsec_of_another\n");
        String url = server.baseUri().resolve(connector.webhookPath()).toString();
        var taken =
                run(new WebhookCommand(), "sign", event.toString(), "--secret-file", right.toString(), "--url", url);
        assertEquals(0, taken.exit(), taken.err());
        var refused =
                run(new WebhookCommand(), "sign", event.toString(), "--secret-file", wrong.toString(), "--url", url);
        assertEquals(1, refused.exit());
        assertTrue(refused.out().contains("400"), refused.out());
        var replayed = json(run(
                new ReplayCommand(AdministrationCommandsTest::beans),
                "--connector",
                "stripe-b",
                "--organisation",
                "acme",
                "--status",
                "ignored",
                "--json"));
        assertEquals(1, replayed.path("replayed").intValue());
    }

    /** What the doctor says of the webhook of the connector {@code third}. */
    private static String doctor() {
        for (var finding : Json.parse(run(new DoctorCommand(AdministrationCommandsTest::beans), "--json")
                .out())) {
            if ("third: webhook".equals(finding.path("subject").textValue())) {
                return finding.path("state").asText() + ": "
                        + finding.path("says").asText();
            }
        }
        return "nothing";
    }

    private static Role opened(JsonNode key, String organisation) {
        return server.bean(ApiKeys.class)
                .authenticate(new Credentials(key.path("key").textValue(), organisation))
                .orElseThrow()
                .role();
    }

    private record Ended(int exit, String out, String err) {}

    private static Ended key(String... arguments) {
        return acme(new ApiKeyCommand(AdministrationCommandsTest::beans), arguments);
    }

    private static Ended connector(String... arguments) {
        return acme(new ConnectorCommand(AdministrationCommandsTest::beans), arguments);
    }

    private static Ended acme(Object command, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--organisation", "acme", "--json"));
        return run(command, all.toArray(String[]::new));
    }

    private static JsonNode json(Object command, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return json(run(command, all.toArray(String[]::new)));
    }

    private static JsonNode json(Ended ended) {
        assertEquals(0, ended.exit(), ended.err());
        return Json.parse(ended.out());
    }

    private static Ended run(Object command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().print(failure instanceof StartRefused ? failure.getMessage() : failure.toString());
                    return 1;
                })
                .execute(arguments);
        return new Ended(exit, out.toString(), err.toString());
    }

    private static Beans beans() {
        return new Beans() {
            @Override
            public <T> T get(Class<T> type) {
                return server.bean(type);
            }

            @Override
            public void close() {
                // the server is
            }
        };
    }
}
