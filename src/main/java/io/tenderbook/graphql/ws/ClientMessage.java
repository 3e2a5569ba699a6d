package io.tenderbook.graphql.ws;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;

/** What a client may say. */
sealed interface ClientMessage {
    /** @param payload an object, or nothing */
    record ConnectionInit(JsonNode payload) implements ClientMessage {}

    record Ping() implements ClientMessage {}

    record Pong() implements ClientMessage {}

    /** @param payload the parameters of a GraphQL request, as an object */
    record Subscribe(String id, JsonNode payload) implements ClientMessage {}

    record Complete(String id) implements ClientMessage {}

    int LONGEST_ID = 255;

    /** @throws IllegalArgumentException with words for the client, if it is anything else */
    static ClientMessage read(String text) {
        JsonNode message = object(text);
        JsonNode payload = message.path("payload");
        boolean hasPayload = !payload.isMissingNode() && !payload.isNull();
        if (hasPayload && !payload.isObject()) {
            throw new IllegalArgumentException("payload must be an object.");
        }
        return switch (message.path("type").asText("")) {
            case "connection_init" -> new ConnectionInit(payload);
            case "ping" -> new Ping();
            case "pong" -> new Pong();
            case "subscribe" -> {
                if (!hasPayload) {
                    throw new IllegalArgumentException("subscribe needs a payload.");
                }
                yield new Subscribe(id(message), payload);
            }
            case "complete" -> new Complete(id(message));
            default -> throw new IllegalArgumentException("The type of the message is none of graphql-transport-ws.");
        };
    }

    private static JsonNode object(String text) {
        JsonNode message;
        try {
            message = Json.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("A message must be JSON.", malformed);
        }
        if (!message.isObject()) {
            throw new IllegalArgumentException("A message must be a JSON object.");
        }
        return message;
    }

    private static String id(JsonNode message) {
        JsonNode id = message.path("id");
        if (!id.isTextual() || id.textValue().isEmpty() || id.textValue().length() > LONGEST_ID) {
            throw new IllegalArgumentException("id must be a string of 1 to " + LONGEST_ID + " characters.");
        }
        return id.textValue();
    }
}
