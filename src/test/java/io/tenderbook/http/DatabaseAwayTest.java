package io.tenderbook.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.provider.ConnectorSecrets;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where no connection to the database is to be had, callers are told soon that it is not their fault. */
class DatabaseAwayTest {
    private static final String SECRET = "whsec_of_these_tests";

    private static TestServer server;
    private static String path;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                Map.of("datasources.default.maximum-pool-size", 1, "datasources.default.connection-timeout", 300));
        var connector = server.connect("stripe", "sk_test_sandbox");
        server.bean(ConnectorSecrets.class).setWebhookSecret(connector, SECRET);
        path = connector.webhookPath();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everybodyIsAnswered503UntilThereIsOneAgain() throws SQLException {
        assertEquals(200, query().statusCode());
        try (var taken = server.database()) {
            assertTrue(taken.isValid(1));
            assertToldToComeBack(query());
            assertToldToComeBack(deliver());
            assertEquals(200, status("/health/liveness"));
            assertEquals(503, status("/health/readiness"));
        }
        assertEquals(200, query().statusCode());
        assertEquals(200, deliver().statusCode());
        assertEquals(200, status("/health/readiness"));
    }

    private static void assertToldToComeBack(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode(), answer.body());
        assertEquals("5", answer.headers().firstValue("Retry-After").orElse("none"));
    }

    private static HttpResponse<String> query() {
        return server.send(server.as(Role.READER, "/graphql?query=%7B__typename%7D"));
    }

    private static HttpResponse<String> deliver() {
        String event = StripeDeliveries.fixture("sync-engine__setup_intent_created.json")
                .toString();
        return server.send(server.request(path)
                .header("Stripe-Signature", StripeDeliveries.signature(SECRET, Instant.now(), event))
                .POST(BodyPublishers.ofString(event)));
    }

    private static int status(String path) {
        return server.send(server.request(path)).statusCode();
    }
}
