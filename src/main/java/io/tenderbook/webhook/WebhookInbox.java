package io.tenderbook.webhook;

import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Takes events in. When {@link #accept} has returned, the event is durable. */
@Singleton
public final class WebhookInbox {
    private final Jdbi jdbi;
    private final Clock clock;
    private final WebhookWorker worker;
    private final Set<String> handledTypes;

    WebhookInbox(Jdbi jdbi, Clock clock, WebhookWorker worker, List<EventHandler> handlers) {
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
        var status = status(connector, event);
        boolean pending = status == EventStatus.PENDING;
        var now = clock.instant();
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO webhook_event (id, organisation_id, connector_id, event_id, type, status, attempts,"
                                + " error, received_at, next_attempt_at, payload) VALUES (:id, :organisation,"
                                + " :connector, :eventId, :type, :status, 0, :error, :now, :next, :payload)"
                                + " ON DUPLICATE KEY UPDATE id = webhook_event.id")
                .bind("id", Ids.next())
                .bind("organisation", connector.organisationId())
                .bind("connector", connector.id())
                .bind("eventId", event.eventId())
                .bind("type", event.type())
                .bind("status", status)
                .bind("error", event.rejection())
                .bind("now", now)
                .bind("next", pending ? now : null)
                .bind("payload", event.payload())
                .execute());
        if (pending) {
            worker.wake();
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
