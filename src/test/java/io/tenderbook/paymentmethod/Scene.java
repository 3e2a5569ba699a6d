package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A program whose Stripe can be made to fail, and what tests do with both over HTTP. */
record Scene(TestServer server, FaultyStripe stripe, StripeAccount account, StripeAccount accountB)
        implements AutoCloseable {
    static Scene open() {
        return open(Map.of());
    }

    /** Opens with these settings over the usual ones. */
    static Scene open(Map<String, Object> properties) {
        try {
            var stripe = new FaultyStripe();
            var server = TestServer.withStripeAt(stripe.address(), properties);
            return new Scene(server, stripe, stripe.account("sk_test_sandbox"), stripe.account("sk_test_sandbox_b"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs the stored document of a mutation. Returns its payload. */
    JsonNode run(String operation, @Nullable Object... input) {
        return only(server.graphql(document(operation), Map.of("input", members(input))));
    }

    /** Runs the stored document of a query with these variables. Returns the value of its field. */
    JsonNode query(String operation, @Nullable Object... variables) {
        return only(server.graphql(document(operation), members(variables)));
    }

    static String document(String operation) {
        try {
            return Files.readString(Path.of("graphql", "operations", operation + ".graphql"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Names and values in turn. */
    static Map<String, @Nullable Object> members(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return members;
    }

    private static JsonNode only(JsonNode answer) {
        assertFalse(answer.has("errors"), answer.toString());
        return answer.path("data").elements().next();
    }

    JsonNode attach(String customer, String paymentMethod) {
        return succeeded(run("AttachPaymentMethod", "customerId", customer, "paymentMethodId", paymentMethod));
    }

    /** Our id of a new payment method of that customer. */
    String attached(String customer, String paymentMethod) {
        return attach(customer, paymentMethod).at("/paymentMethod/id").textValue();
    }

    /** Our id of a new customer that is mapped nowhere. */
    String customer() {
        return succeeded(run("CreateCustomer", "name", "Ada"))
                .at("/customer/id")
                .textValue();
    }

    /** Our id of a new customer that is mapped at these connectors. */
    String customerAt(String... connectors) {
        String customer = customer();
        for (String name : connectors) {
            var there = name.equals("stripe-b") ? accountB : account;
            link(customer, name, there.customer("Ada"));
        }
        return customer;
    }

    void link(String customer, String connector, String externalId) {
        var input = Map.of("customerId", customer, "connector", Map.of("name", connector, "referenceId", externalId));
        succeeded(only(server.graphql(
                "mutation ($input: LinkCustomerInput!) { linkCustomer(input: $input) { userErrors { code message } } }",
                Map.of("input", input))));
    }

    /** Whom a customer is mapped to at a connector now; empty if nobody. */
    String externalId(String customer, String connector) {
        var found = only(server.graphql(
                "query ($id: ID!) { customer(id: $id) { connectorMappings { referenceId endedAt connector { name } } } }",
                Map.of("id", customer)));
        return StreamSupport.stream(found.path("connectorMappings").spliterator(), false)
                .filter(mapping -> mapping.path("endedAt").isNull()
                        && mapping.at("/connector/name").textValue().equals(connector))
                .map(mapping -> mapping.path("referenceId").textValue())
                .findFirst()
                .orElse("");
    }

    /** A payment method of our id. */
    JsonNode method(String id) {
        return only(server.graphql(
                "query ($id: ID!) { paymentMethod(id: $id) { stripeId type providerType brand status isActive isDefault"
                        + " syncStatus updatedAt rawData customer { id } } }",
                Map.of("id", id)));
    }

    /** Stripe's ids of all that a customer has or had, in order. */
    List<String> methods(String customer) {
        return server.bean(Jdbi.class)
                .withHandle(handle -> handle.select(
                                "SELECT stripe_id FROM payment_method WHERE customer_id = ? ORDER BY stripe_id",
                                UUID.fromString(customer))
                        .mapTo(String.class)
                        .list());
    }

    /** Stripe's id of a customer's default here; empty if there is none. */
    String defaultOf(String customer) {
        var found = only(server.graphql(
                "query ($id: ID!) { customer(id: $id) { defaultPaymentMethod { stripeId } } }",
                Map.of("id", customer)));
        return found.at("/defaultPaymentMethod/stripeId").asText("");
    }

    /** What happened to a payment method of our id, oldest first. */
    List<String> changes(String paymentMethod) {
        return server.bean(Jdbi.class)
                .withHandle(handle -> handle.select(
                                "SELECT kind FROM payment_method_change WHERE payment_method_id = ? ORDER BY position",
                                UUID.fromString(paymentMethod))
                        .mapTo(String.class)
                        .list());
    }

    static JsonNode succeeded(JsonNode payload) {
        assertEquals(0, payload.path("userErrors").size(), payload.toString());
        return payload;
    }

    /** Asserts that one thing went wrong and nothing else is told. Returns the error. */
    static JsonNode failed(String code, JsonNode payload) {
        payload.properties().stream()
                .filter(member -> !member.getKey().equals("userErrors"))
                .forEach(member -> assertTrue(member.getValue().isNull(), payload.toString()));
        return error(code, payload);
    }

    static JsonNode error(String code, JsonNode payload) {
        assertEquals(1, payload.path("userErrors").size(), payload.toString());
        JsonNode error = payload.at("/userErrors/0");
        assertEquals(code, error.path("code").textValue(), payload.toString());
        return error;
    }

    @Override
    public void close() {
        server.close();
        stripe.close();
    }
}
