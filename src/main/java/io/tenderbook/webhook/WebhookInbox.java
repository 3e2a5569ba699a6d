package io.tenderbook.webhook;

import io.tenderbook.provider.Connector;
import io.tenderbook.webhook.Arrivals.Arrival;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Takes events in. When {@link #accept} has returned, the event is durable. */
@Singleton
public final class WebhookInbox {
    private final Jdbi jdbi;
    private final Clock clock;
    private final Arrivals arrivals;
    private final WebhookWorker worker;
    private final EventMeters meters;
    private final Set<String> handledTypes;

    WebhookInbox(
            Jdbi jdbi,
            Clock clock,
            Arrivals arrivals,
            WebhookWorker worker,
            List<EventHandler> handlers,
            EventMeters meters) {
        this.arrivals = arrivals;
        this.meters = meters;
        this.jdbi = jdbi;
        this.clock = clock;
        this.worker = worker;
        handledTypes = handlers.stream()
                .flatMap(handler -> handler.eventTypes().stream().map(type -> handler.provider() + "/" + type))
                .collect(Collectors.toSet());
    }

    /**
     * Keeps an event; one that was kept before is left as it is.
     *
     * @throws org.jdbi.v3.core.JdbiException if the database cannot take it
     */
    public void accept(Connector connector, IncomingEvent event) {
        accept(connector, event, false);
    }

    /** The same for an event that was fetched from the provider because no delivery of it had come. */
    public void acceptRecovered(Connector connector, IncomingEvent event) {
        accept(connector, event, true);
    }

    /** Which of these events, by the provider's ids, were never taken in. */
    public Set<String> missing(Connector connector, Collection<String> eventIds) {
        Set<String> missing = new LinkedHashSet<>(eventIds);
        if (!missing.isEmpty()) {
            missing.removeAll(jdbi.withHandle(handle -> handle.createQuery(
                            "SELECT event_id FROM webhook_event WHERE connector_id = :connector AND event_id IN (<ids>)")
                    .bind("connector", connector.id())
                    .bindList("ids", List.copyOf(missing))
                    .mapTo(String.class)
                    .set()));
        }
        return missing;
    }

    /** The types of a provider's events that have an effect. */
    public Set<String> handledTypes(String provider) {
        String prefix = provider + "/";
        return handledTypes.stream()
                .filter(type -> type.startsWith(prefix))
                .map(type -> type.substring(prefix.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void accept(Connector connector, IncomingEvent event, boolean recovered) {
        var status = status(connector, event);
        arrivals.store(new Arrival(connector, event, status, recovered, clock.instant()));
        meters.received(connector, event.type());
        if (status == EventStatus.PENDING) {
            worker.wake();
        } else {
            meters.ended(connector, event.type(), status);
        }
    }

    private EventStatus status(Connector connector, IncomingEvent event) {
        if (event.rejection() != null) {
            return EventStatus.REJECTED;
        }
        return handledTypes.contains(connector.provider() + "/" + event.type())
                ? EventStatus.PENDING
                : EventStatus.IGNORED;
    }
}
