package io.tenderbook.graphql.fetcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.customer.Customers;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderCall;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes the rows of one organisation that a test reads, and asks for them. */
record TestData(TestServer server, UUID organisationId) {
    static TestData of(TestServer server) {
        return new TestData(server, server.organisation().id());
    }

    /** The same program's rows of another organisation. */
    TestData ofAnother(String slug) {
        return new TestData(
                server, server.bean(Organisations.class).create(slug, slug).id());
    }

    Connector connector(String name) {
        return server.bean(Connectors.class).create(organisationId, name, "stripe", false, true);
    }

    UUID customer(@Nullable String name, @Nullable String email) {
        return server.bean(Customers.class)
                .create(organisationId, name, email, "{}", false)
                .id();
    }

    /** A customer here and at the sandbox. */
    UUID customerAtSandbox(String name, String connectorName) {
        var connector = server.connector(connectorName);
        UUID customer = customer(name, null);
        var there = server.bean(PaymentProviders.class)
                .of(connector)
                .createCustomer(connector, customer, name, null, ProviderCall.start());
        map(customer, connector, there.value().id());
        return customer;
    }

    void map(UUID customer, Connector connector, String externalId) {
        server.bean(ConnectorMappings.class).create(organisationId, connector.id(), customer, externalId);
    }

    /** A card that is in order, but for these columns. */
    UUID paymentMethod(Connector connector, @Nullable UUID customer, Map<String, ?> columns) {
        UUID id = Ids.next();
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", id);
        row.put("organisation_id", organisationId);
        row.put("connector_id", connector.id());
        row.put("customer_id", customer);
        row.put("stripe_id", "pm_" + id);
        row.put("type", "CARD");
        row.put("provider_type", "card");
        row.put("enabled", true);
        row.put("missing", false);
        row.put("metadata", "{}");
        row.put("livemode", false);
        row.put("source", "IMPORT");
        row.put("created_at", Instant.now());
        row.put("updated_at", Instant.now());
        row.putAll(columns);
        insert("payment_method", row);
        return id;
    }

    void insert(String table, Map<String, ? extends @Nullable Object> row) {
        execute(
                "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES ("
                        + row.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", ")) + ")",
                row);
    }

    void makeDefault(UUID paymentMethod, Instant since) {
        execute(
                "INSERT INTO default_payment_method (connector_id, customer_id, organisation_id, payment_method_id,"
                        + " set_at) SELECT connector_id, customer_id, organisation_id, id, :since FROM payment_method"
                        + " WHERE id = :id",
                Map.of("id", paymentMethod, "since", since));
    }

    void execute(String sql, Map<String, ? extends @Nullable Object> values) {
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.createUpdate(sql).bindMap(values).execute());
    }

    /** The value of the first field of an answer without errors. */
    JsonNode ask(String document, Map<String, ? extends @Nullable Object> variables) {
        var answer = server.graphql(document, variables);
        if (answer.has("errors")) {
            throw new AssertionError(answer.toString());
        }
        return answer.path("data").elements().next();
    }

    /** The message of a request that is refused as BAD_REQUEST. */
    String refusal(String document, Map<String, ? extends @Nullable Object> variables) {
        var error = server.graphql(document, variables).at("/errors/0");
        if (!error.at("/extensions/code").asText().equals("BAD_REQUEST")) {
            throw new AssertionError(error.toString());
        }
        return error.path("message").asText();
    }

    /** One member of each element of a list. */
    static List<String> each(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.at("/" + member).asText())
                .toList();
    }
}
