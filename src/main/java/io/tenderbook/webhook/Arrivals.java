package io.tenderbook.webhook;

import io.tenderbook.platform.DatabaseAway;
import io.tenderbook.platform.Gathering;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Stores events as they arrive; those that arrive at the same time share a statement and its commit. */
@Singleton
final class Arrivals {
    private static final int MOST_AT_ONCE = 64;

    private static final String INSERT = "INSERT INTO webhook_event (id, organisation_id, connector_id, event_id, type,"
            + " object_id, status, attempts, error, received_at, next_attempt_at, recovered, payload) VALUES ";

    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)";

    /** One that was kept before is left as it is. */
    private static final String KEPT = " ON DUPLICATE KEY UPDATE id = webhook_event.id";

    private final Jdbi jdbi;
    private final Gathering<Arrival, @Nullable Void> inserts = new Gathering<>(MOST_AT_ONCE, this::insert);

    Arrivals(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param status PENDING if the event is to be applied */
    record Arrival(
            Connector connector, IncomingEvent event, EventStatus status, boolean recovered, Instant receivedAt) {}

    /** When this returns, the event is durable. */
    void store(Arrival arrival) {
        try {
            inserts.ask(arrival);
        } catch (JdbiException failure) {
            if (DatabaseAway.isBehind(failure)) {
                throw failure;
            }
            // Of several, only one may be at fault.
            insert(List.of(arrival));
        }
    }

    private List<@Nullable Void> insert(List<Arrival> arrivals) {
        String sql = INSERT + String.join(", ", Collections.nCopies(arrivals.size(), ROW)) + KEPT;
        jdbi.useHandle(handle -> {
            var update = handle.createUpdate(sql);
            int column = 0;
            for (Arrival arrival : arrivals) {
                column = bind(update, column, arrival);
            }
            update.execute();
        });
        return Collections.nCopies(arrivals.size(), null);
    }

    private static int bind(Update update, int first, Arrival arrival) {
        var event = arrival.event();
        int column = first;
        update.bind(column++, Ids.next());
        update.bind(column++, arrival.connector().organisationId());
        update.bind(column++, arrival.connector().id());
        update.bind(column++, event.eventId());
        update.bind(column++, event.type());
        update.bind(column++, event.objectId());
        update.bind(column++, arrival.status());
        update.bind(column++, event.rejection());
        update.bind(column++, arrival.receivedAt());
        update.bind(column++, arrival.status() == EventStatus.PENDING ? arrival.receivedAt() : null);
        update.bind(column++, arrival.recovered());
        update.bind(column++, event.payload());
        return column;
    }
}
