package io.tenderbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ConnectorSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;

/** Delivers events to a connector as Stripe does: signed, over HTTP. */
public final class StripeDeliveries {
    public static final String SECRET = "whsec_tests";

    private static final Path FIXTURES = Path.of("src/test/resources/stripe/events");

    private final TestServer server;
    private final Connector connector;

    public StripeDeliveries(TestServer server, Connector connector) {
        this.server = server;
        this.connector = connector;
        server.bean(ConnectorSecrets.class).setWebhookSecret(connector, SECRET);
    }

    /** A recorded event with an id of its own. */
    public static ObjectNode fixture(String file) {
        try {
            return fresh(Json.parse(Files.readAllBytes(FIXTURES.resolve(file))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static ObjectNode fresh(JsonNode event) {
        ObjectNode copy = event.deepCopy();
        return copy.put("id", "evt_" + Ids.next().toString().replace("-", ""));
    }

    /** An event about an object, as of that second. */
    public static ObjectNode event(String type, Instant created, JsonNode object) {
        ObjectNode event = (ObjectNode) Json.parse("""
                {"object": "event", "api_version": "2026-08-26.dahlia", "livemode": false,
                 "request": {"id": null, "idempotency_key": null}}""");
        event.put("type", type).put("created", created.getEpochSecond());
        event.putObject("data").set("object", object);
        return fresh(event);
    }

    public String path() {
        return "/webhooks/stripe/" + connector.id();
    }

    /** Delivers and returns the answer's status. */
    public int deliver(JsonNode event) {
        String body = event.toString();
        return send(path(), signature(SECRET, Instant.now(), body), body).statusCode();
    }

    /** Delivers and waits until the event is no longer pending. Returns what became of it. */
    public String apply(JsonNode event) {
        if (deliver(event) != 200) {
            throw new AssertionError("not accepted: " + event);
        }
        return settled(event.path("id").textValue());
    }

    /** What became of an event, once it is no longer pending. */
    public String settled(String eventId) {
        return Awaitility.await("end of " + eventId)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status(eventId), status -> !status.equals("PENDING"));
    }

    public String status(String eventId) {
        return server.bean(Jdbi.class)
                .withHandle(handle -> handle.select(
                                "SELECT status FROM webhook_event WHERE connector_id = ? AND event_id = ?",
                                connector.id(),
                                eventId)
                        .mapTo(String.class)
                        .one());
    }

    public HttpResponse<String> send(String path, String signature, String body) {
        return server.send(server.request(path)
                .header("Stripe-Signature", signature)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(body)));
    }

    public static String signature(String secret, Instant at, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
