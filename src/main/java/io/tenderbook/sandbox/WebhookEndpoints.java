package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an endpoint wants to hear, and where it may listen. */
final class WebhookEndpoints {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String SECRET = "secret";

    private final Set<String> receivers;

    /** @param receivers the hosts besides this machine that may be delivered to */
    WebhookEndpoints(Set<String> receivers) {
        this.receivers = receivers;
    }

    static boolean wants(Kept endpoint, String type) {
        if (!endpoint.object().path("status").asText().equals("enabled")) {
            return false;
        }
        for (JsonNode enabled : endpoint.object().path("enabled_events")) {
            if (enabled.asText().equals("*") || enabled.asText().equals(type)) {
                return true;
            }
        }
        return false;
    }

    static String secret(Kept endpoint) {
        return endpoint.inner().get(SECRET).textValue();
    }

    static void setSecret(Kept endpoint, String secret) {
        endpoint.inner().put(SECRET, secret);
    }

    /** @throws StripeError if the URL leads elsewhere: the sandbox must not be a way to call others */
    String checkedUrl(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            String host = uri.getHost();
            if (http && host != null && (LOOPBACK.contains(host) || receivers.contains(host))) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            throw StripeError.invalid("Not a valid URL").code("url_invalid").param("url");
        }
        throw StripeError.invalid("Invalid URL: the sandbox delivers by http or https, and only to "
                        + Stream.concat(LOOPBACK.stream(), receivers.stream())
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ".")
                .code("url_invalid")
                .param("url");
    }
}
