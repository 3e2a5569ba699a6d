package io.tenderbook.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.Program;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.paymentmethod.StripeAccount;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code backfill} and {@code recover-events} say and how they end, as processes of their own. */
class RepairCommandsTest {
    private static final Duration BEHIND = Duration.ofHours(9);

    private static Sandbox sandbox;
    private static TestServer server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        var nineHoursAgo = Clock.offset(Clock.systemUTC(), BEHIND.negated());
        sandbox = Sandbox.start(new SandboxConfiguration(0, null, nineHoursAgo));
        server = TestServer.withStripeAt(sandbox.address(), Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
        sandbox.close();
    }

    @Test
    void aConnectorThatDoesNotExistIsAnsweredWithThoseThatDo() throws Exception {
        try (var program = run("backfill", "--connector", "stripes")) {
            assertEquals(1, program.exitCode());
            assertEquals(
                    "There is no active connector \"stripes\": there is stripe of acme, stripe-b of acme.",
                    program.err().strip());
        }
    }

    @Test
    void whatIsTypedWrongIsExplainedInASentence() throws Exception {
        try (var nameless = run("backfill");
                var endless = run("recover-events", "--connector", "stripe");
                var odd = run("recover-events", "--connector", "stripe", "--since", "yesterday");
                var ahead = run("recover-events", "--connector", "stripe", "--since", "2999-01-01T00:00:00Z")) {
            assertRefused(nameless, "--connector", "Usage: java -jar tenderbook.jar backfill");
            assertRefused(endless, "--since", "Usage: java -jar tenderbook.jar recover-events");
            assertRefused(
                    odd,
                    "--since",
                    "\"yesterday\" is no moment: write 2026-11-20T00:00:00Z, or how long ago, such as 3d, 12h or 30m.");
            assertRefused(ahead, "--since", "\"2999-01-01T00:00:00Z\" is in the future.");
        }
    }

    @Test
    void exactlyTheEventsThatAreMissingSinceThenAreTakenIn() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var account = new StripeAccount(sandbox.address(), "sk_test_sandbox", http);
            happen(account);
            Set<String> before = ids(events(account));
            var twoHoursAgo = Instant.now().minus(Duration.ofHours(2));
            account.post("/v1/test_helpers/clock", "frozen_time=" + twoHoursAgo.getEpochSecond());
            happen(account);
            List<JsonNode> since = events(account).stream()
                    .filter(event -> !before.contains(event.path("id").textValue()))
                    .toList();
            var deliveries = new StripeDeliveries(server, server.connector("stripe"));
            for (int i = 0; i < since.size(); i += 3) {
                assertEquals(200, deliveries.deliver(since.get(i)));
            }
            int delivered = (since.size() + 2) / 3;

            try (var program = run("recover-events", "--connector", "stripe", "--since", "5h")) {
                assertEquals(0, program.exitCode(), program::err);
                assertTrue(
                        program.out()
                                .contains(
                                        since.size() + " events seen, " + (since.size() - delivered) + " of them new."),
                        program.out());
            }

            assertEquals(ids(since), stored("1 = 1"));
            assertEquals(since.size() - delivered, stored("recovered").size());
            Awaitility.await("the server to apply them")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> stored("status = 'PENDING'").isEmpty());
            assertEquals(Set.of(), stored("status NOT IN ('APPLIED', 'STALE')"));
        }
    }

    /** Some customers with a default. */
    private static void happen(StripeAccount account) {
        for (int i = 0; i < 4; i++) {
            String customer = account.customer("Ada");
            String method = account.attach("pm_card_visa", customer);
            account.post("/v1/customers/" + customer, "invoice_settings[default_payment_method]=" + method);
        }
    }

    private static List<JsonNode> events(StripeAccount account) {
        List<JsonNode> events = new ArrayList<>();
        account.get("/v1/events?limit=100").path("data").forEach(events::add);
        return events;
    }

    private static Set<String> ids(List<JsonNode> events) {
        Set<String> ids = new TreeSet<>();
        events.forEach(event -> ids.add(event.path("id").textValue()));
        return ids;
    }

    private static Set<String> stored(String which) {
        List<String> ids = Records.of(server)
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT event_id FROM webhook_event WHERE " + which)
                        .mapTo(String.class)
                        .list());
        return new TreeSet<>(ids);
    }

    private static void assertRefused(Program program, String option, String sentence) throws InterruptedException {
        assertEquals(2, program.exitCode());
        assertTrue(program.err().contains(option), program.err());
        assertTrue(program.err().contains(sentence), program.err());
    }

    private Program run(String... arguments) {
        return Program.start(directory, server.environment(), arguments);
    }
}
