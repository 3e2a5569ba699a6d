package io.tenderbook.paymentmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Organisation;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A company of its own on a server that tests share: what it asks in GraphQL, and its accounts at the sandbox. */
final class Shop {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String METHOD = """
            fragment Method on PaymentMethod {
              id customerId stripeId type providerType isActive isDefault status brand last4 expMonth expYear country
              fingerprint funding wallet source syncStatus connector { name }
            }
            """;
    private static final String PERSON = """
            fragment Person on Customer {
              id name email metadata defaultPaymentMethod { stripeId }
              connectorMappings { referenceId endedAt connector { name } }
            }
            """;

    private final TestServer server;
    private final Organisation organisation;
    private final String key;
    private final Map<String, ShopAccount> accounts = new HashMap<>();

    private Shop(TestServer server, Organisation organisation) {
        this.server = server;
        this.organisation = organisation;
        key = server.bean(ApiKeys.class).create(organisation.id(), "tests", Role.WRITER);
    }

    /** Opens with a connector of each name, each at a new account. */
    static Shop open(TestServer server, String... connectors) {
        String slug = "shop-" + COUNT.incrementAndGet();
        var shop = new Shop(server, server.bean(Organisations.class).create(slug, slug));
        for (String name : connectors) {
            shop.accounts.put(name, ShopAccount.open(server, shop.organisation, name));
        }
        return shop;
    }

    ShopAccount stripe() {
        return account("stripe");
    }

    ShopAccount account(String connector) {
        ShopAccount account = accounts.get(connector);
        if (account == null) {
            throw new AssertionError("no connector " + connector);
        }
        return account;
    }

    /** A customer who is mapped nowhere. Returns our id. */
    String customer() {
        return accepted(createCustomer(Map.of("name", "Ada")))
                .at("/customer/id")
                .textValue();
    }

    /** Maps a customer of ours to a new one there. Returns the provider's id. */
    String link(String customer, String connector) {
        String external = account(connector).customer();
        accepted(linkCustomer(customer, Map.of("name", connector, "referenceId", external)));
        return external;
    }

    JsonNode createPaymentMethod(Map<String, ? extends @Nullable Object> input) {
        return run("""
                mutation ($input: CreatePaymentMethodInput!) {
                  createPaymentMethod(input: $input) {
                    paymentMethod { ...Method } customer { ...Person } userErrors { code message field }
                  }
                }
                """, Map.of("input", input));
    }

    JsonNode createCustomer(Map<String, ? extends @Nullable Object> input) {
        return run("""
                mutation ($input: CreateCustomerInput!) {
                  createCustomer(input: $input) { customer { ...Person } userErrors { code message field } }
                }
                """, Map.of("input", input));
    }

    JsonNode linkCustomer(String customer, Map<String, ? extends @Nullable Object> connector) {
        return run("""
                mutation ($input: LinkCustomerInput!) {
                  linkCustomer(input: $input) {
                    customer { ...Person }
                    connectorMapping { referenceId connector { name } }
                    userErrors { code message field }
                  }
                }
                """, Map.of("input", Map.of("customerId", customer, "connector", connector)));
    }

    /** Our record of a payment method, read by its id. */
    JsonNode method(String stripeId) {
        String hex = rows(
                        "SELECT LOWER(HEX(id)) FROM payment_method WHERE stripe_id = ? AND organisation_id = ?",
                        stripeId)
                .getFirst();
        String id = hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        return run(
                "query ($id: ID!) { paymentMethod(id: $id) { ...Method customer { ...Person } } }", Map.of("id", id));
    }

    int methodsOfBrand(String brand) {
        return run(
                        "query ($brand: String!) { paymentMethods(filter: {brand: $brand}) { totalCount } }",
                        Map.of("brand", brand))
                .path("totalCount")
                .intValue();
    }

    JsonNode customer(String id) {
        return run("query ($id: ID!) { customer(id: $id) { ...Person } }", Map.of("id", id));
    }

    /** Whose customer that is there, imported ones included. */
    JsonNode customerByReference(String connector, String referenceId) {
        return run("""
                query ($connector: String!, $id: String!) {
                  customerByReference(connector: $connector, referenceId: $id) { ...Person }
                }
                """, Map.of("connector", connector, "id", referenceId));
    }

    int customers() {
        return rows("SELECT name FROM customer WHERE 1 = ? AND organisation_id = ?", 1)
                .size();
    }

    /** What happened to a payment method, oldest first. */
    List<String> history(String stripeId) {
        return rows(
                "SELECT c.kind FROM payment_method_change c JOIN payment_method p ON p.id = c.payment_method_id"
                        + " WHERE p.stripe_id = ? AND p.organisation_id = ? ORDER BY c.position",
                stripeId);
    }

    /** First column of a query with this value and the organisation's id as its parameters. */
    List<String> rows(String sql, Object value) {
        return jdbi().withHandle(handle ->
                handle.select(sql, value, organisation.id()).mapTo(String.class).list());
    }

    Jdbi jdbi() {
        return server.bean(Jdbi.class);
    }

    Organisation organisation() {
        return organisation;
    }

    static JsonNode accepted(JsonNode payload) {
        assertEquals(0, payload.path("userErrors").size(), payload.toString());
        return payload;
    }

    /** That a mutation failed so, with every other field null. Returns the error. */
    static JsonNode refused(String code, JsonNode payload) {
        assertEquals(code, payload.at("/userErrors/0/code").textValue(), payload.toString());
        payload.properties().stream()
                .filter(member -> !member.getKey().equals("userErrors"))
                .forEach(member -> assertEquals(true, member.getValue().isNull(), payload.toString()));
        return payload.at("/userErrors/0");
    }

    private JsonNode run(String document, Map<String, ? extends @Nullable Object> variables) {
        String fields = (document.contains("...Method") ? METHOD : "") + (document.contains("...Person") ? PERSON : "");
        String body = Json.write(Map.of("query", document + fields, "variables", variables));
        var answer = Json.parse(server.send(server.request("/graphql")
                        .header("x-api-key", key)
                        .header("organisation", organisation.slug())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .body());
        if (answer.has("errors")) {
            throw new AssertionError(answer.toString());
        }
        return answer.path("data").elements().next();
    }
}
