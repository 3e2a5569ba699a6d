package io.tenderbook;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it runs in production, in a process of its own. */
class ProductionTest {
    private static final String API_KEY = "an-admin-key-of-ours";
    private static final String STRIPE_KEY = "sk_test_production";
    private static final String SECRET = "whsec_production";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private final int port = freePort();
    private final int managementPort = freePort();
    private Program program;

    @BeforeEach
    void start() {
        var database = TestDatabase.fresh();
        Map<String, String> environment = new HashMap<>();
        environment.put("DATASOURCES_DEFAULT_URL", "" + database.get("datasources.default.url"));
        environment.put("DATASOURCES_DEFAULT_USERNAME", "" + database.get("datasources.default.username"));
        environment.put("DATASOURCES_DEFAULT_PASSWORD", "" + database.get("datasources.default.password"));
        environment.put("TENDERBOOK_ENCRYPTION_KEY", "A".repeat(43) + "=");
        environment.put("TENDERBOOK_ORGANISATION", "acme");
        environment.put("TENDERBOOK_API_KEY", API_KEY);
        environment.put("STRIPE_SECRET_KEY", STRIPE_KEY);
        environment.put("STRIPE_WEBHOOK_SECRET", SECRET);
        environment.put("STRIPE_API_BASE", "http://127.0.0.1:1"); // where nobody answers
        environment.put("MICRONAUT_ENVIRONMENTS", "prod");
        environment.put("MICRONAUT_SERVER_PORT", "" + port);
        environment.put("TENDERBOOK_MANAGEMENT_PORT", "" + managementPort);
        program = Program.start(directory, environment);
        await().atMost(Duration.ofMinutes(1))
                .failFast(() -> assertTrue(program.isAlive(), program::err))
                .until(() -> program.out().contains("Answering on http"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        program.close();
    }

    @Test
    void healthAndMetricsHaveAPortOfTheirOwn() throws Exception {
        for (String path : List.of("/health/liveness", "/health/readiness", "/prometheus")) {
            assertEquals(200, get(managementPort, path).statusCode(), path);
            assertEquals(404, get(port, path).statusCode(), path);
        }
        assertEquals(404, query(managementPort).statusCode());
        assertEquals(200, query(port).statusCode());
    }

    @Test
    void everyLineOfTheLogIsJsonAndNoneHasAKeyOrASecret() throws Exception {
        program.stop();
        var lines = program.out().lines().toList();
        assertFalse(lines.isEmpty());
        for (String line : lines) {
            var entry = Json.parse(line);
            assertTrue(entry.hasNonNull("level") && entry.hasNonNull("formattedMessage"), line);
            assertFalse(line.contains(API_KEY) || line.contains(SECRET) || line.contains(STRIPE_KEY), line);
        }
    }

    @Test
    void aLineAboutAnEventNamesTheEventItsConnectorAndItsOrganisation() throws Exception {
        var event = StripeDeliveries.event(
                "payment_method.attached",
                Instant.now(),
                Json.parse("{\"id\": \"pm_1\", \"object\": \"payment_method\", \"customer\": \"cus_1\"}"));
        assertEquals(200, deliver(event).statusCode());
        var fields = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> program.out()
                                .lines()
                                .map(line -> Json.parse(line).path("mdc"))
                                .filter(mdc -> mdc.path("eventId").equals(event.path("id")))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertEquals("stripe", fields.path("connector").textValue());
        assertTrue(Ids.parse(fields.path("organisation").asText()).isPresent(), fields.toString());
    }

    private HttpResponse<String> deliver(JsonNode event) throws IOException, InterruptedException {
        String body = event.toString();
        return HTTP.send(
                HttpRequest.newBuilder(uri(port, "/webhooks/stripe"))
                        .header("Stripe-Signature", StripeDeliveries.signature(SECRET, Instant.now(), body))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void toldToStopItSaysSoFirstAndThenFinishesAndSendsListenersAway() throws Exception {
        var subscription = HttpRequest.newBuilder(uri(port, "/graphql"))
                .header("Authorization", "Bearer " + API_KEY)
                .header("Accept", "text/event-stream")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\": \"subscription { paymentMethodChanged { cursor } }\"}"))
                .build();
        var listening =
                HTTP.sendAsync(subscription, BodyHandlers.ofInputStream()).join();
        assertEquals(200, listening.statusCode());
        var heard = CompletableFuture.supplyAsync(() -> {
            try (var body = listening.body()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException failure) {
                return failure.toString();
            }
        });
        var stopping = CompletableFuture.supplyAsync(() -> {
            try {
                return program.stop();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get(managementPort, "/health/readiness").statusCode() == 503);
        assertEquals(200, get(managementPort, "/health/liveness").statusCode());
        assertEquals(200, query(port).statusCode(), "it answers until others have heard that it stops");
        assertEquals(143, stopping.join(), "ended by the signal");
        assertTrue(heard.join().endsWith("retry: 1000\n\n"), heard.join());
        assertThrows(ConnectException.class, () -> query(port));
    }

    private HttpResponse<String> query(int port) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(uri(port, "/graphql?query=%7B__typename%7D"))
                        .header("Authorization", "Bearer " + API_KEY)
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(uri(port, path)).build(), BodyHandlers.ofString());
    }

    private static URI uri(int port, String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
