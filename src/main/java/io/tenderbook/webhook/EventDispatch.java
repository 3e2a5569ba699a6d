package io.tenderbook.webhook;

import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import io.tenderbook.webhook.EventHandler.Outcome;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a claimed event to its handler, and deals with what goes wrong there. */
@Singleton
final class EventDispatch {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatch.class);

    private final EventQueue queue;
    private final Connectors connectors;
    private final Clock clock;
    private final Map<String, EventHandler> handlers = new HashMap<>();

    EventDispatch(EventQueue queue, Connectors connectors, Clock clock, List<EventHandler> handlers) {
        this.queue = queue;
        this.connectors = connectors;
        this.clock = clock;
        for (EventHandler handler : handlers) {
            for (String type : handler.eventTypes()) {
                if (this.handlers.put(handler.provider() + "/" + type, handler) != null) {
                    throw new IllegalStateException("two handlers claim the event type " + type);
                }
            }
        }
    }

    void dispatch(StoredEvent event) {
        try {
            Connector connector = connectors.byId(event.connectorId()).orElseThrow();
            EventHandler handler = handlers.get(connector.provider() + "/" + event.type());
            if (handler == null) {
                queue.settle(event.id(), EventStatus.IGNORED, null);
                return;
            }
            String rejection = handler.rejection(connector, event);
            if (rejection != null) {
                queue.reject(event.id(), rejection);
                return;
            }
            Outcome outcome =
                    handler.handle(connector, event, (status, customer) -> queue.settle(event.id(), status, customer));
            if (outcome instanceof Outcome.Later later) {
                queue.defer(event.id(), later.delay(), later.reason());
            }
        } catch (RuntimeException failure) {
            putOff(event, failure);
        }
    }

    private void putOff(StoredEvent event, RuntimeException failure) {
        int failures = event.attempts() + 1;
        var age = event.triedFor(clock.instant());
        var retry = Backoff.after(failures, age, ThreadLocalRandom.current());
        LOG.warn(
                "Event {} ({}) failed {} times; {}",
                event.eventId(),
                event.type(),
                failures,
                retry.map(delay -> "trying again in " + delay.toSeconds() + " s")
                        .orElse("given up"),
                failure);
        queue.fail(event.id(), retry, reason(failure));
    }

    /** The innermost reason, for the operator who looks at the event; messages of ours hold no secrets. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
    }
}
