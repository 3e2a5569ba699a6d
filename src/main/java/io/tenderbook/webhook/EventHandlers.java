package io.tenderbook.webhook;

import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which handler an event goes to. */
@Singleton
final class EventHandlers {
    private final Map<String, EventHandler> handlers = new HashMap<>();

    EventHandlers(List<EventHandler> handlers) {
        for (EventHandler handler : handlers) {
            for (String type : handler.eventTypes()) {
                if (this.handlers.put(key(handler.provider(), type), handler) != null) {
                    throw new IllegalStateException("two handlers claim the event type " + type);
                }
            }
        }
    }

    /** Empty if events of that type have no effect. */
    Optional<EventHandler> of(Connector connector, String type) {
        return Optional.ofNullable(handlers.get(key(connector.provider(), type)));
    }

    private static String key(String provider, String type) {
        return provider + "/" + type;
    }
}
