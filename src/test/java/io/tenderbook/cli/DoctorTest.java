package io.tenderbook.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import io.tenderbook.paymentmethod.StripeAccount;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.ConnectorSecrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the doctor says of an installation that is well but for one thing, and how that is mended. */
class DoctorTest {
    private static final String KEY = "sk_test_sandbox";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static TestServer server;
    private static StripeAccount account;

    private String endpoint = "";
    private Duration ahead = Duration.ZERO;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
        account = new StripeAccount(server.sandbox().address(), KEY, HTTP);
        var other = new StripeAccount(server.sandbox().address(), "sk_test_sandbox_b", HTTP);
        endpointOf("stripe-b", other);
        for (String name : new String[] {"stripe", "stripe-b"}) {
            server.bean(ConnectorSecrets.class).setWebhookSecret(server.connector(name), "whsec_of_" + name);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        HTTP.close();
    }

    @BeforeEach
    void register() {
        endpoint = endpointOf("stripe", account);
    }

    @AfterEach
    void remove() {
        account.delete("/v1/webhook_endpoints/" + endpoint);
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        var found = examine();
        assertEquals(0, found.exit(), found.toString());
        assertEquals(Map.of(), found.bad());
    }

    @Test
    void tellsAClockThatIsOff() {
        ahead = Duration.ofMinutes(2);
        var found = examine();
        assertEquals(1, found.exit());
        for (String whose : new String[] {"clock of the database", "stripe: clock of the provider"}) {
            String says = found.bad().getOrDefault(whose, "");
            assertTrue(
                    says.matches("It and ours are 1[12]\\d s apart: let both machines follow one time server."), says);
        }
    }

    @Test
    void tellsAnEndpointThatIsDisabled() {
        account.post("/v1/webhook_endpoints/" + endpoint, "disabled=true");
        tells("stripe: webhook", "The endpoint " + endpoint + " is disabled: enable it at the provider.");
    }

    @Test
    void tellsWhichEventsAnEndpointDoesNotDeliver() {
        account.post(
                "/v1/webhook_endpoints/" + endpoint,
                "enabled_events[]=payment_method.attached",
                "enabled_events[]=customer.deleted");
        var found = examine();
        assertEquals(1, found.exit());
        String says = found.bad().getOrDefault("stripe: webhook", "");
        assertTrue(says.contains("payment_method.detached, ") && says.endsWith(": add them at the provider."), says);
        assertTrue(!says.contains("payment_method.attached") && !says.contains("customer.deleted"), says);
    }

    @Test
    void looksAtTheEndpointThatReplacedAnother() {
        String old = endpointOf("stripe", account);
        account.post("/v1/webhook_endpoints/" + old, "disabled=true");
        try {
            assertEquals(Map.of(), examine().bad());
        } finally {
            account.delete("/v1/webhook_endpoints/" + old);
        }
    }

    @Test
    void tellsAKeyThatTheProviderRefuses() {
        var secrets = server.bean(ConnectorSecrets.class);
        secrets.setApiKey(server.connector("stripe"), "sk_revoked");
        try {
            tells(
                    "stripe: key",
                    "Stripe does not accept the connector's secret key for this."
                            + " Where the key is at fault, give another by the mutation updateConnector.");
        } finally {
            secrets.setApiKey(server.connector("stripe"), KEY);
        }
    }

    private void tells(String subject, String says) {
        var found = examine();
        assertEquals(Map.of(subject, says), found.bad());
        assertEquals(1, found.exit());
    }

    private static String endpointOf(String connector, StripeAccount at) {
        String url = "http://localhost" + server.connector(connector).webhookPath();
        return at.post("/v1/webhook_endpoints", "url=" + url, "enabled_events[]=*")
                .path("id")
                .textValue();
    }

    /** @param bad what is said of each subject that is not well */
    private record Found(int exit, Map<String, String> bad) {}

    private Found examine() {
        var out = new StringWriter();
        int exit = new CommandLine(new DoctorCommand(this::beans))
                .setOut(new PrintWriter(out))
                .execute("--json");
        Map<String, String> bad = new HashMap<>();
        for (var finding : Json.parse(out.toString())) {
            if (!finding.path("state").asText().equals("good")) {
                bad.put(finding.path("subject").asText(), finding.path("says").asText());
            }
        }
        return new Found(exit, bad);
    }

    private Beans beans() {
        return new Beans() {
            @Override
            public <T> T get(Class<T> type) {
                return type == Clock.class ? type.cast(Clock.offset(Clock.systemUTC(), ahead)) : server.bean(type);
            }

            @Override
            public void close() {
                // the server is
            }
        };
    }
}
