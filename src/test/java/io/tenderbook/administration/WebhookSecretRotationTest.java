package io.tenderbook.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which signatures a delivery may carry while its secret is being rotated. */
class WebhookSecretRotationTest {
    private static final String OLD = "whsec_old";
    private static final String NEW = "whsec_new";

    private static TestServer server;
    private static Admin admin;
    private static int count;

    private Connector connector;

    WebhookSecretRotationTest() {
        connector = server.connect("stripe-" + count++, "sk_test_any");
    }

    @BeforeAll
    static void start() {
        server = TestServer.start();
        admin = new Admin(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        server.bean(ConnectorSecrets.class).setWebhookSecret(connector, OLD);
    }

    @Test
    void bothSecretsAreGoodOnEveryInstanceUntilTheOverlapEnds() {
        try (var another = server.another(Map.of())) {
            var rotated = rotate(NEW, 3600);
            var end = Instant.parse(rotated.path("oldSecretExpiresAt").textValue());
            assertTrue(Duration.between(Instant.now(), end).toSeconds() > 3500, end.toString());
            for (URI instance : new URI[] {server.baseUri(), another.getURI()}) {
                assertEquals(200, status(instance, OLD));
                assertEquals(200, status(instance, NEW));
                assertEquals(400, status(instance, "whsec_never"));
            }
            server.bean(Jdbi.class)
                    .useHandle(handle -> handle.execute(
                            "UPDATE connector_secret SET expires_at = created_at WHERE expires_at IS NOT NULL"));
            for (URI instance : new URI[] {server.baseUri(), another.getURI()}) {
                assertEquals(400, status(instance, OLD));
                assertEquals(200, status(instance, NEW));
            }
        }
    }

    @Test
    void withoutOverlapTheOldOneEndsAtOnce() {
        assertTrue(rotate(NEW, 0).path("oldSecretExpiresAt").isNull());
        assertEquals(400, status(server.baseUri(), OLD));
        assertEquals(200, status(server.baseUri(), NEW));
    }

    @Test
    void onlyTheNewestOldOneIsKept() {
        rotate(NEW, 3600);
        rotate("whsec_newest", 3600);
        assertEquals(400, status(server.baseUri(), OLD));
        assertEquals(200, status(server.baseUri(), NEW));
        assertEquals(200, status(server.baseUri(), "whsec_newest"));
    }

    @Test
    void theFirstSecretOfAConnectorIsSetTheSameWay() {
        connector = server.connect("new-" + count, "sk_test_any");
        assertEquals(400, status(server.baseUri(), NEW));
        assertTrue(rotate(NEW, 3600).path("oldSecretExpiresAt").isNull());
        assertEquals(200, status(server.baseUri(), NEW));
    }

    @Test
    void aRepeatDoesNotRotateAgain() {
        Object[] input = {
            "connectorId", connector.id().toString(), "webhookSecret", NEW, "idempotencyKey", "r" + connector.id()
        };
        assertEquals(admin.done("RotateWebhookSecret", input), admin.done("RotateWebhookSecret", input));
        assertEquals(200, status(server.baseUri(), OLD));
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "rubbish", "", "whsec_with blank"})
    void whatIsNoNewSecretIsRefused(String secret) {
        var error = admin.refused(
                "INVALID_INPUT",
                "RotateWebhookSecret",
                "connectorId",
                connector.id().toString(),
                "webhookSecret",
                secret);
        assertEquals("[\"webhookSecret\"]", error.path("field").toString());
        assertEquals(200, status(server.baseUri(), OLD));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 604_801})
    void anOverlapIsAWeekAtMost(int seconds) {
        admin.refused(
                "INVALID_INPUT",
                "RotateWebhookSecret",
                "connectorId",
                connector.id().toString(),
                "webhookSecret",
                NEW,
                "overlapSeconds",
                seconds);
    }

    private JsonNode rotate(String secret, int overlap) {
        return admin.done(
                "RotateWebhookSecret",
                "connectorId",
                connector.id().toString(),
                "webhookSecret",
                secret,
                "overlapSeconds",
                overlap);
    }

    private int status(URI instance, String secret) {
        String body = StripeDeliveries.fixture("stripe-ruby-mock__setup_intent.created.json")
                .toString();
        return server.send(HttpRequest.newBuilder(instance.resolve("/webhooks/stripe/" + connector.id()))
                        .header("Stripe-Signature", StripeDeliveries.signature(secret, Instant.now(), body))
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }
}
