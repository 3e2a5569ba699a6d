package io.tenderbook.graphql.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.EventSource;
import io.tenderbook.paymentmethod.Happenings;
import io.tenderbook.platform.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the tests of this room subscribe. */
final class Listening {
    static final String DOCUMENT = "subscription ($customerId: ID, $after: String) {"
            + " paymentMethodChanged(customerId: $customerId, after: $after) { reason cursor after } }";

    private Listening() {}

    /** From now on, to everything. */
    static EventSource to(Happenings happenings) {
        return to(happenings, Map.of());
    }

    static EventSource to(Happenings happenings, Map<String, ? extends @Nullable Object> variables) {
        return at(happenings.server().baseUri(), happenings, variables);
    }

    /** At this address of any instance. */
    static EventSource at(URI server, Happenings happenings, Map<String, ? extends @Nullable Object> variables) {
        return EventSource.open(request(server, happenings, variables));
    }

    static HttpRequest.Builder request(
            URI server, Happenings happenings, Map<String, ? extends @Nullable Object> variables) {
        return HttpRequest.newBuilder(server.resolve("/graphql"))
                .header("Authorization", "Bearer " + happenings.key())
                .header("Accept", "text/event-stream")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(Map.of("query", DOCUMENT, "variables", variables))));
    }

    /** The only thing that such a stream tells: why there is none. */
    static JsonNode refusal(Happenings happenings, Map<String, ? extends @Nullable Object> variables) {
        try (var events = to(happenings, variables)) {
            var result = events.next();
            events.assertComplete();
            return result.at("/errors/0");
        }
    }
}
