package io.tenderbook.graphql.ws;

import io.tenderbook.platform.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What we say, as it is written. */
final class ServerMessage {
    static final String ACKNOWLEDGED = Json.write(Map.of("type", "connection_ack"));
    static final String PONG = Json.write(Map.of("type", "pong"));

    private ServerMessage() {}

    /** A result of an operation that goes on. */
    static String next(String id, Map<String, @Nullable Object> result) {
        return message("next", id, result);
    }

    /** The operation could not be executed, or no further; nothing more comes. */
    static String error(String id, Map<String, @Nullable Object> result) {
        return message("error", id, result.getOrDefault("errors", List.of()));
    }

    /** Nothing more comes. */
    static String complete(String id) {
        return message("complete", id, null);
    }

    private static String message(String type, String id, @Nullable Object payload) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("type", type);
        if (payload != null) {
            message.put("payload", payload);
        }
        return Json.write(message);
    }
}
