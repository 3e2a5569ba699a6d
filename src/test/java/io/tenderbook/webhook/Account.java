package io.tenderbook.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A server with a sandbox account whose events nobody delivers but the test, in the order that it likes. */
final class Account implements AutoCloseable {
    private final TestServer server = TestServer.withSandbox();
    private final HttpClient http = HttpClient.newHttpClient();
    final StripeDeliveries stripe = new StripeDeliveries(server, server.connector("stripe"));

    TestServer server() {
        return server;
    }

    JsonNode post(String path, String... form) {
        return send(HttpRequest.newBuilder(at(path)).POST(BodyPublishers.ofString(String.join("&", form))));
    }

    JsonNode delete(String path) {
        return send(HttpRequest.newBuilder(at(path)).DELETE());
    }

    /** The events of a type, oldest first. */
    List<JsonNode> events(String type) {
        var page = send(HttpRequest.newBuilder(at("/v1/events?limit=100&type=" + type)));
        return StreamSupport.stream(page.path("data").spliterator(), false)
                .toList()
                .reversed();
    }

    /** A card of a customer called At Stripe, of which nothing was delivered. */
    JsonNode attached() {
        String owner = post("/v1/customers", "name=At%20Stripe").path("id").textValue();
        return post("/v1/payment_methods/pm_card_visa/attach", "customer=" + owner);
    }

    /** Our record of a payment method, by Stripe's id. */
    JsonNode method(String stripeId) {
        return methods(stripeId).path(0);
    }

    /** All our records under that id of Stripe's; empty if it is not known. */
    JsonNode methods(String stripeId) {
        return server.graphql("""
                        query($id: String!) {
                          paymentMethods(filter: {stripeId: $id, includeDetached: true}) {
                            nodes {
                              id type providerType expYear funding status isActive isDefault syncStatus rawData
                              customer { id }
                              details { ... on OtherDetails { fields } }
                            }
                          }
                        }""", Map.of("id", stripeId)).at("/data/paymentMethods/nodes");
    }

    /** Our record of a customer, by Stripe's id. */
    JsonNode customer(String referenceId) {
        return server.graphql("""
                        query($id: String!) {
                          customerByReference(connector: "stripe", referenceId: $id) {
                            id name deletedAt
                            defaultPaymentMethod { stripeId }
                            connectorMappings { endedBecause }
                          }
                        }""", Map.of("id", referenceId)).at("/data/customerByReference");
    }

    /** Why an event has not been applied yet; null if it was, or was not tried. */
    @Nullable
    String error(JsonNode event) {
        return server.bean(Jdbi.class)
                .withHandle(handle -> handle.select(
                                "SELECT error FROM webhook_event WHERE event_id = ?",
                                event.path("id").textValue())
                        .mapTo(String.class)
                        .findOne()
                        .orElse(null));
    }

    private URI at(String path) {
        return URI.create(server.sandbox().address() + path);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(
                    request.header("Authorization", "Bearer sk_test_sandbox")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.body());
            }
            return Json.parse(answer.body());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
