package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Brings one event to one endpoint once, signed as Stripe signs. */
final class Courier implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    /** What went wrong, in a few words; empty if the endpoint answered with 2xx. */
    Optional<String> bring(ObjectNode event, Kept endpoint, Instant now) {
        String body = new String(Shape.print(event), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(endpoint.object().get("url").textValue()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", signature(WebhookEndpoints.secret(endpoint), now.getEpochSecond(), body))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("HTTP " + status);
        } catch (IOException unreachable) {
            return Optional.of(unreachable.getClass().getSimpleName());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static String signature(String secret, long seconds, String body) {
        byte[] mac = Hmac.sha256(secret.getBytes(StandardCharsets.UTF_8), seconds + "." + body);
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
