package io.tenderbook;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;
import io.tenderbook.sandbox.Sandbox;
import io.tenderbook.sandbox.SandboxConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with a database, a Stripe account and a first organisation from the environment, in a process of its own. */
class ConfiguredStartTest {
    private static final String API_KEY = "an-admin-key-of-ours";
    private static final String SECRET = "whsec_configured";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Stands for Stripe itself: the program is told its address like that of any other. */
    private static Sandbox stripe;

    @TempDir
    Path directory;

    @BeforeAll
    static void startStripe() {
        stripe = Sandbox.start(new SandboxConfiguration(0, null, Clock.systemUTC()));
    }

    @AfterAll
    static void stopStripe() {
        stripe.close();
    }

    @Test
    void worksWithTheConfiguredDatabaseAccountAndOrganisation() throws Exception {
        var environment = new HashMap<>(stripeVariables());
        var database = TestDatabase.fresh();
        environment.put("DATASOURCES_DEFAULT_URL", database.get("datasources.default.url") + "");
        environment.put("DATASOURCES_DEFAULT_USERNAME", database.get("datasources.default.username") + "");
        environment.put("DATASOURCES_DEFAULT_PASSWORD", database.get("datasources.default.password") + "");
        environment.put("TENDERBOOK_ENCRYPTION_KEY", "A".repeat(43) + "=");
        try (var program = Program.start(directory, environment)) {
            URI ours = awaitBanner(program);
            assertFalse(program.out().contains("sandbox"), program.out());
            assertFalse(program.out().contains(API_KEY), "a key that was given is told to nobody");
            assertAttaches(ours);
            assertEquals(200, deliver(ours).statusCode());
        }
        try (var program = Program.start(directory, environment)) {
            assertAttaches(awaitBanner(program));
        }
    }

    @Test
    void leavesTheSandboxForStripeOnceThereIsAKey() throws Exception {
        var sandboxed = Map.of("MICRONAUT_SERVER_PORT", "-1", "TENDERBOOK_SANDBOX_PORT", "0");
        try (var program = Program.start(directory, sandboxed)) {
            awaitBanner(program);
            assertTrue(program.out().contains("the sandbox at"), program.out());
        }
        var environment = new HashMap<>(stripeVariables());
        environment.remove("TENDERBOOK_API_KEY");
        try (var program = Program.start(directory, environment)) {
            awaitBanner(program);
            assertFalse(program.out().contains("the sandbox at"), program.out());
        }
        try (var program = Program.start(directory, sandboxed)) {
            awaitBanner(program);
            assertFalse(
                    program.out().contains("the sandbox at"), "a stored account of Stripe's keeps the sandbox away");
        }
    }

    private static Map<String, String> stripeVariables() {
        return Map.of(
                "MICRONAUT_SERVER_PORT",
                "-1",
                "TENDERBOOK_ORGANISATION",
                "acme",
                "TENDERBOOK_API_KEY",
                API_KEY,
                "STRIPE_SECRET_KEY",
                "sk_test_of_a_real_account",
                "STRIPE_WEBHOOK_SECRET",
                SECRET,
                "STRIPE_API_BASE",
                stripe.address().toString());
    }

    private static URI awaitBanner(Program program) {
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            assertTrue(program.isAlive(), () -> program.err() + program.out());
            return program.out().contains("Tenderbook is running");
        });
        var address = Pattern.compile("GraphiQL +(\\S+)/graphiql").matcher(program.out());
        assertTrue(address.find(), program.out());
        return URI.create(address.group(1));
    }

    private static void assertAttaches(URI ours) {
        String customer = graphql(ours, """
                mutation { createCustomer(input: {name: "A", connector: {name: "stripe"}}) { customer { id } } }""")
                .path("createCustomer")
                .path("customer")
                .path("id")
                .asText();
        var attached = graphql(ours, """
                mutation { attachPaymentMethod(input: {customerId: "%s", paymentMethodId: "pm_card_visa"}) {
                  paymentMethod { status } userErrors { message } } }""".formatted(customer)).path("attachPaymentMethod");
        assertEquals("ACTIVE", attached.path("paymentMethod").path("status").asText(), attached.toString());
    }

    private static HttpResponse<String> deliver(URI ours) {
        String event = StripeDeliveries.fixture("sync-engine__setup_intent_created.json")
                .toString();
        return send(HttpRequest.newBuilder(ours.resolve("/webhooks/stripe"))
                .header("Stripe-Signature", StripeDeliveries.signature(SECRET, Instant.now(), event))
                .POST(BodyPublishers.ofString(event)));
    }

    private static JsonNode graphql(URI ours, String query) {
        var answer = send(HttpRequest.newBuilder(ours.resolve("/graphql"))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + API_KEY)
                .POST(BodyPublishers.ofString(Json.write(Map.of("query", query)))));
        return Json.parse(answer.body()).path("data");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
