package io.tenderbook.paymentmethod;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** An account at the sandbox, used over plain HTTP as somebody else with its key would. */
public record StripeAccount(URI address, String key, HttpClient http) {
    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    public JsonNode delete(String path) {
        return send(request(path).DELETE());
    }

    /** Form parameters such as {@code name=Ada}. */
    public JsonNode post(String path, String... form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", form))));
    }

    /** The id of a new customer. */
    public String customer(String name) {
        return post("/v1/customers", "name=" + name).path("id").textValue();
    }

    /** The id of a new payment method of that customer. */
    public String attach(String example, String customer) {
        return post("/v1/payment_methods/" + example + "/attach", "customer=" + customer)
                .path("id")
                .textValue();
    }

    public String defaultOf(String customer) {
        return get("/v1/customers/" + customer)
                .at("/invoice_settings/default_payment_method")
                .asText();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return Json.parse(
                    http.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException failure) {
            throw new IllegalStateException("the sandbox did not answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
