package io.tenderbook.tenancy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * An organisation that has one of everything, and an account of its own at Stripe.
 *
 * @param things what it has, by what callers call it: ids of ours and of Stripe's, names, and cursors of its lists
 */
record Party(TestServer server, UUID id, String name, String key, Map<String, String> things) {
    /** What its things are called, so that they are known wherever they come to light. */
    static Party open(TestServer server, String name) {
        var organisation = server.bean(Organisations.class).create(name, name);
        String key = server.bean(ApiKeys.class).create(organisation.id(), name + " admin", Role.ADMIN);
        var party = new Party(server, organisation.id(), name, key, new LinkedHashMap<>());
        party.furnish();
        return party;
    }

    String thing(String what) {
        return Objects.requireNonNull(things.get(what), what);
    }

    private void furnish() {
        things.put("organisation", id.toString());
        things.put("connectorName", name + "-pay");
        String connector = "{name:\"" + name + "-pay\"}";
        keep(
                "connector",
                "createConnector(input:{name:\"" + name + "-pay\",secretKey:\"sk_test_sandbox_" + name + "\"})"
                        + "{connector{id}}");
        keep(
                "spareConnector",
                "createConnector(input:{name:\"" + name + "-spare\",secretKey:\"sk_test_sandbox_" + name
                        + "\"}){connector{id}}");
        keep(
                "customer",
                "createCustomer(input:{name:\"" + name + " Ada\",email:\"ada@" + name + ".example\",connector:"
                        + connector + "}){customer{id}}");
        things.put("query", name + " Ada");
        things.put("email", "ada@" + name + ".example");
        keep("spareCustomer", "createCustomer(input:{name:\"" + name + " Una\"}){customer{id}}");
        keep("apiKey", "createApiKey(input:{name:\"" + name + " key\",role:READER}){apiKey{id}}");
        things.put(
                "referenceId",
                read(
                        "query{customer(id:\"" + thing("customer") + "\"){connectorMappings{referenceId}}}",
                        "/data/customer/connectorMappings/0/referenceId"));
        keep(
                "method",
                "attachPaymentMethod(input:{customerId:\"" + thing("customer")
                        + "\",paymentMethodId:\"pm_card_visa\",setAsDefault:true}){paymentMethod{id}}");
        String method = "query{paymentMethod(id:\"" + thing("method") + "\"){stripeId fingerprint changes(first:1)"
                + "{edges{cursor node{id}}}}}";
        things.put("stripeId", read(method, "/data/paymentMethod/stripeId"));
        things.put("fingerprint", read(method, "/data/paymentMethod/fingerprint"));
        things.put("change", read(method, "/data/paymentMethod/changes/edges/0/node/id"));
        things.put("cursor:PaymentMethodChangeConnection", read(method, "/data/paymentMethod/changes/edges/0/cursor"));
        things.put("event", event().toString());
        for (String list : new String[] {"customers", "paymentMethods", "webhookEvents", "apiKeys"}) {
            String connection = Character.toUpperCase(list.charAt(0)) + list.substring(1, list.length() - 1);
            things.put(
                    "cursor:" + connection + "Connection",
                    read("query{" + list + "(first:1){edges{cursor}}}", "/data/" + list + "/edges/0/cursor"));
        }
    }

    private UUID event() {
        UUID event = Ids.next();
        things.put("eventId", "evt_" + name);
        things.put("objectId", "obj_" + name);
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "INSERT INTO webhook_event (id, organisation_id, connector_id, event_id, type, object_id, status,"
                                + " customer_external_id, attempts, received_at, payload)"
                                + " VALUES (?, ?, ?, ?, 'customer.updated', ?, 'UNMAPPED', ?, 1, ?, '{}')",
                        event,
                        id,
                        UUID.fromString(thing("connector")),
                        thing("eventId"),
                        thing("objectId"),
                        thing("referenceId"),
                        Instant.now()));
        return event;
    }

    private void keep(String what, String mutation) {
        var answer = Json.parse(post("mutation{" + mutation + "}", Map.of()).substring(4));
        String made = firstId(answer);
        if (made.isEmpty()) {
            throw new IllegalStateException(what + ": " + answer);
        }
        things.put(what, made);
    }

    private static String firstId(JsonNode answer) {
        return answer.findValuesAsText("id").stream().findFirst().orElse("");
    }

    private String read(String query, String pointer) {
        var answer = Json.parse(post(query, Map.of()).substring(4));
        if (!answer.at(pointer).isTextual()) {
            throw new IllegalStateException(pointer + ": " + answer);
        }
        return answer.at(pointer).textValue();
    }

    /** The answer to an operation, whatever it says. Equal requests have equal request ids. */
    String post(String document, Map<String, Object> variables) {
        var answer = server.send(request(document, variables));
        return answer.statusCode() + " " + answer.body();
    }

    HttpRequest.Builder request(String document, Map<String, Object> variables) {
        return server.request("/graphql")
                .header("x-api-key", key)
                .header("organisation", name)
                .header("x-request-id", "probe")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(Map.of("query", document, "variables", variables))));
    }
}
