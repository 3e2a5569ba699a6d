package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.StripeClient;
import io.tenderbook.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.StreamSupport;

/** A running sandbox with the two ways to talk to it: stripe-java, and plain HTTP as curl would. */
record TestSandbox(Sandbox sandbox, HttpClient http) implements AutoCloseable {
    static final String KEY = "sk_test_sandbox";

    record Response(int status, JsonNode body, HttpHeaders headers) {
        String text(String pointer) {
            return body.at(pointer).asText();
        }

        String error() {
            return text("/error/message");
        }

        String id() {
            return text("/id");
        }
    }

    static TestSandbox inMemory() {
        return at(Clock.systemUTC());
    }

    static TestSandbox at(Clock clock) {
        return new TestSandbox(Sandbox.start(new SandboxConfiguration(0, null, clock)), HttpClient.newHttpClient());
    }

    static TestSandbox in(Path directory) {
        return new TestSandbox(
                Sandbox.start(new SandboxConfiguration(0, directory, Clock.systemUTC())), HttpClient.newHttpClient());
    }

    StripeClient client() {
        return client(KEY);
    }

    StripeClient client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(sandbox.address().toString())
                .build();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.address() + path)).header("Authorization", "Bearer " + KEY);
    }

    Response send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Response(response.statusCode(), Json.parse(response.body()), response.headers());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    Response get(String path) {
        return send(request(path).GET());
    }

    Response delete(String path) {
        return send(request(path).DELETE());
    }

    Response post(String path, String... form) {
        return send(form(path, form));
    }

    HttpRequest.Builder form(String path, String... form) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", form)));
    }

    /** The id of a new customer. */
    String customer() {
        return post("/v1/customers", "name=Ada").id();
    }

    /** The id of a new payment method of that customer. */
    String attached(String example, String customer) {
        Response attached = post("/v1/payment_methods/" + example + "/attach", "customer=" + customer);
        if (attached.status() != 200) {
            throw new AssertionError(attached.body());
        }
        return attached.id();
    }

    /** The types of all events, oldest first. */
    List<String> eventTypes() {
        return StreamSupport.stream(
                        get("/v1/events?limit=100").body().get("data").spliterator(), false)
                .map(event -> event.get("type").asText())
                .toList()
                .reversed();
    }

    JsonNode lastEvent() {
        return get("/v1/events?limit=1").body().at("/data/0");
    }

    @Override
    public void close() {
        sandbox.close();
        http.close();
    }
}
