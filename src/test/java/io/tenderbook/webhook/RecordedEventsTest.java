package io.tenderbook.webhook;

import static io.tenderbook.StripeDeliveries.fixture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded event, of whatever API version and about objects that Stripe does not know here, is taken in and shows. */
class RecordedEventsTest {
    private static TestServer server;
    private static StripeDeliveries stripe;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
        stripe = new StripeDeliveries(server, server.connector("stripe"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<String> files() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/stripe/events"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isTakenInAndShowsInAQuery(String file) {
        var event = fixture(file);
        String status = stripe.apply(event);
        String type = event.path("type").textValue();
        JsonNode object = event.path("data").path("object");
        if (type.startsWith("payment_method.")) {
            assertTrue(Stream.of("APPLIED", "STALE").anyMatch(status::equals), status);
            assertPaymentMethodShows(object, type);
        } else if (type.matches("customer\\.(created|updated|deleted)")) {
            assertTrue(Stream.of("APPLIED", "STALE").anyMatch(status::equals), status);
            assertCustomerShows(object);
        } else if (type.equals("setup_intent.succeeded")
                || type.equals("mandate.updated")
                || type.startsWith("customer.source.")) {
            assertTrue(Stream.of("APPLIED", "STALE").anyMatch(status::equals), status);
        } else {
            assertEquals(event.path("livemode").asBoolean() ? "REJECTED" : "IGNORED", status);
        }
    }

    private static void assertPaymentMethodShows(JsonNode object, String type) {
        var found = server.graphql("""
                query($id: String!) {
                  paymentMethods(filter: {stripeId: $id, includeDetached: true}) {
                    nodes { providerType last4 status details { __typename } rawData }
                  }
                }""", Map.of("id", object.path("id").textValue()));
        var nodes = found.path("data").path("paymentMethods").path("nodes");
        assertEquals(1, nodes.size(), found.toString());
        assertEquals(object.path("type"), nodes.get(0).path("providerType"));
        if (type.endsWith("detached")) {
            assertEquals("DETACHED", nodes.get(0).path("status").textValue());
        }
    }

    private static void assertCustomerShows(JsonNode object) {
        var found = server.graphql("""
                query($id: String!) {
                  customerByReference(connector: "STRIPE", referenceId: $id) { id name connectorMappings { referenceId } }
                }""", Map.of("id", object.path("id").textValue()));
        assertEquals(
                object.path("id"),
                found.path("data")
                        .path("customerByReference")
                        .path("connectorMappings")
                        .path(0)
                        .path("referenceId"),
                found.toString());
    }
}
