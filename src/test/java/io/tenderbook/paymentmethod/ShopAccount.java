package io.tenderbook.paymentmethod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.net.ApiResource.RequestMethod;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Organisation;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import io.tenderbook.provider.Connectors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** An account at the sandbox, what is done there by others than us, and the events that it delivers to its connector. */
record ShopAccount(TestServer server, Connector connector, String apiKey, StripeDeliveries deliveries) {
    static ShopAccount open(TestServer server, Organisation organisation, String name) {
        String key = "sk_test_" + organisation.slug().replace("-", "") + name.replace("-", "");
        var connector = server.bean(Connectors.class).create(organisation.id(), name, "stripe", false, true);
        server.bean(ConnectorSecrets.class).setApiKey(connector, key);
        return new ShopAccount(server, connector, key, new StripeDeliveries(server, connector));
    }

    /** An id that the account does not know. */
    static String unknown(String prefix) {
        return prefix + Ids.next().toString().replace("-", "");
    }

    String customer() {
        return post("/v1/customers", "name=Ada").path("id").textValue();
    }

    /** Attaches an example to a customer. Returns the new payment method. */
    JsonNode attach(String example, String customer) {
        return post("/v1/payment_methods/" + example + "/attach", "customer=" + customer);
    }

    void makeDefault(String paymentMethod, String customer) {
        post("/v1/customers/" + customer, "invoice_settings[default_payment_method]=" + paymentMethod);
    }

    JsonNode read(String path) {
        return send(RequestMethod.GET, path, null);
    }

    JsonNode post(String path, String form) {
        return send(RequestMethod.POST, path, form);
    }

    void delete(String path) {
        send(RequestMethod.DELETE, path, null);
    }

    /** The ids of all customers there. */
    List<String> customers() {
        return StreamSupport.stream(read("/v1/customers?limit=100").path("data").spliterator(), false)
                .map(customer -> customer.path("id").textValue())
                .toList();
    }

    /** From now on the account delivers its own events. */
    void deliverEverything() {
        String url = server.baseUri().resolve(deliveries.path()).toString();
        post("/v1/webhook_endpoints", "url=" + url + "&enabled_events[]=*&secret=" + StripeDeliveries.SECRET);
    }

    /** Says by an event that a payment method belongs to a customer; the account need know neither. */
    void saysAttached(String paymentMethod, String customer) {
        saysAttached(card(paymentMethod, customer));
    }

    void saysAttached(JsonNode paymentMethod) {
        applied("payment_method.attached", paymentMethod);
    }

    void applied(String type, JsonNode object) {
        String outcome = deliveries.apply(StripeDeliveries.event(type, Instant.now(), object));
        if (!outcome.equals("APPLIED")) {
            throw new AssertionError(type + " ended as " + outcome);
        }
    }

    /** Waits until an event has become that. */
    void awaits(JsonNode event, String status) {
        String id = event.path("id").textValue();
        Awaitility.await(id)
                .atMost(Duration.ofSeconds(30))
                .until(() -> deliveries.status(id).equals(status));
    }

    /** Waits until that many events were delivered and none is pending. */
    void awaitsEvents(int count) {
        Awaitility.await(count + " events")
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.bean(Jdbi.class)
                        .withHandle(handle -> handle.select(
                                        "SELECT COUNT(*) FROM webhook_event WHERE connector_id = ? AND status <> 'PENDING'",
                                        connector.id())
                                .mapTo(Integer.class)
                                .one()
                                .equals(count)));
    }

    /** Events of customers who are mapped nowhere wait from now on. */
    void importNobody() {
        server.bean(Jdbi.class)
                .useHandle(handle ->
                        handle.execute("UPDATE connector SET import_customers = FALSE WHERE id = ?", connector.id()));
    }

    static ObjectNode card(String paymentMethod, String customer) {
        ObjectNode card = (ObjectNode) Json.parse("""
                {"object": "payment_method", "type": "card", "livemode": false, "metadata": {},
                 "card": {"brand": "visa", "last4": "4242", "exp_month": 8, "exp_year": 2042, "country": "US",
                          "fingerprint": "Xt5EWLLDS7FJjR1c", "funding": "credit"}}
                """);
        return card.put("id", paymentMethod).put("customer", customer);
    }

    private JsonNode send(RequestMethod method, String path, @Nullable String form) {
        try {
            var client = StripeClient.builder()
                    .setApiKey(apiKey)
                    .setApiBase(server.sandbox().address().toString())
                    .build();
            return Json.parse(client.rawRequest(method, path, form, null).body());
        } catch (StripeException failed) {
            throw new AssertionError(failed);
        }
    }
}
