package io.tenderbook;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a newcomer does: start with nothing configured, run the banner's command, take the README's tour, and start again.
 * The program runs in a process of its own on the embedded database.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoSmokeTest {
    @TempDir
    static Path directory;

    private static final Map<String, String> ENVIRONMENT =
            Map.of("MICRONAUT_SERVER_PORT", "-1", "TENDERBOOK_SANDBOX_PORT", "0");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Program program;
    private static Banner banner;

    /** What the banner told. */
    private record Banner(String graphql, String organisation, String apiKey, String sandbox) {
        static Banner read(String text) {
            return new Banner(
                    find(text, "GraphiQL +(\\S+)/graphiql") + "/graphql",
                    find(text, "Organisation +(\\S+)"),
                    find(text, "API key +(\\S+)"),
                    find(text, "the sandbox at ([^,]+),"));
        }

        private static String find(String text, String pattern) {
            var matcher = Pattern.compile(pattern).matcher(text);
            assertTrue(matcher.find(), () -> pattern + " is not in " + text);
            return matcher.group(1);
        }
    }

    @BeforeAll
    static void start() {
        program = Program.start(directory, ENVIRONMENT);
        banner = awaitBanner();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        program.close();
    }

    @Test
    @Order(1)
    void theBannersCommandWorksAsItStands() throws Exception {
        String curl = program.out()
                .lines()
                .filter(line -> line.startsWith("curl "))
                .findFirst()
                .orElseThrow();
        var process =
                new ProcessBuilder("sh", "-c", curl).redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(
                3,
                Json.parse(answer).path("data").path("customers").path("nodes").size(),
                answer);
    }

    @Test
    @Order(2)
    void theDemoShowsADozenVariedCustomers() {
        var customers = graphql("""
                { customers(first: 50) { totalCount nodes {
                    connectorMappings { connector { name } }
                    paymentMethods(filter: {includeDetached: true}) { nodes { type status isDefault syncStatus } } } } }""").path("customers");
        assertEquals(12, customers.path("totalCount").intValue());
        Set<String> types = new HashSet<>();
        Set<String> states = new HashSet<>();
        Set<Integer> connectors = new HashSet<>();
        for (JsonNode customer : customers.path("nodes")) {
            connectors.add(customer.path("connectorMappings").size());
            customer.path("paymentMethods").path("nodes").forEach(method -> {
                types.add(method.path("type").textValue());
                states.add(method.path("status").textValue());
                assertEquals("IN_SYNC", method.path("syncStatus").textValue());
            });
        }
        assertTrue(types.containsAll(Set.of("CARD", "SEPA_DEBIT", "TWINT", "LINK", "US_BANK_ACCOUNT", "BACS_DEBIT")));
        // On the first of a month of 31 days no card that there can be ends within the 30 days.
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        boolean ends = now.plusDays(30).getMonth() != now.getMonth();
        assertEquals(
                ends ? Set.of("ACTIVE", "EXPIRING", "DETACHED") : Set.of("ACTIVE", "DETACHED"), states, now.toString());
        assertEquals(Set.of(0, 1, 2), connectors);
    }

    @Test
    @Order(3)
    void whatIsChangedAtStripeFollows() throws Exception {
        String customerId = graphql("{ customers(first: 1, filter: {query: \"Sophie\"}) { nodes { id } } }")
                .path("customers")
                .path("nodes")
                .path(0)
                .path("id")
                .textValue();
        String stripeId = graphql("""
                mutation { attachPaymentMethod(input: {customerId: "%s", paymentMethodId: "pm_card_visa"}) {
                    paymentMethodId userErrors { message } } }""".formatted(customerId))
                .path("attachPaymentMethod")
                .path("paymentMethodId")
                .textValue();
        assertEquals(200, atSandbox("/v1/payment_methods/" + stripeId + "/detach"));
        await().atMost(Duration.ofSeconds(20)).until(() -> status(stripeId).equals("DETACHED"));
    }

    @Test
    @Order(4)
    void noSecretLiesInTheClear() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("data/mariadb"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains("sk_test_sandbox"), file.toString());
                assertFalse(bytes.contains(banner.apiKey()), file.toString());
            }
        }
    }

    @Test
    @Order(5)
    void aRestartKeepsEverything() throws Exception {
        var before = graphql("{ customers(first: 50) { nodes { id paymentMethods { nodes { id stripeId } } } } }");
        String key = banner.apiKey();
        program.stop();
        program = Program.start(directory, ENVIRONMENT);
        banner = awaitBanner();
        assertEquals(key, banner.apiKey());
        assertEquals(
                before, graphql("{ customers(first: 50) { nodes { id paymentMethods { nodes { id stripeId } } } } }"));
    }

    @Test
    @Order(6)
    void afterARestartWhatIsChangedAtStripeStillFollows() throws Exception {
        String stripeId = graphql("{ paymentMethods(first: 1, filter: {type: TWINT}) { nodes { stripeId } } }")
                .path("paymentMethods")
                .path("nodes")
                .path(0)
                .path("stripeId")
                .textValue();
        assertEquals(200, atSandbox("/v1/payment_methods/" + stripeId + "/detach"));
        await().atMost(Duration.ofSeconds(20)).until(() -> status(stripeId).equals("DETACHED"));
    }

    private static String status(String stripeId) {
        return graphql("{ paymentMethods(filter: {stripeId: \"%s\", includeDetached: true}) { nodes { status } } }"
                        .formatted(stripeId))
                .path("paymentMethods")
                .path("nodes")
                .path(0)
                .path("status")
                .asText();
    }

    private static Banner awaitBanner() {
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            assertTrue(program.isAlive(), () -> program.err() + program.out());
            return program.out().contains("\ncurl ");
        });
        return Banner.read(program.out());
    }

    private static JsonNode graphql(String query) {
        var answer = send(HttpRequest.newBuilder(URI.create(banner.graphql()))
                .header("content-type", "application/json")
                .header("x-api-key", banner.apiKey())
                .header("organisation", banner.organisation())
                .POST(BodyPublishers.ofString(Json.write(new HashMap<>(Map.of("query", query))))));
        var json = Json.parse(answer);
        assertFalse(json.has("errors"), answer);
        return json.path("data");
    }

    private static int atSandbox(String path) throws Exception {
        String credentials = Base64.getEncoder().encodeToString("sk_test_sandbox:".getBytes(StandardCharsets.UTF_8));
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(banner.sandbox() + path))
                                .header("Authorization", "Basic " + credentials)
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static String send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
