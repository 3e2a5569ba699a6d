package io.tenderbook.webhook;

import io.tenderbook.platform.BulkInsert;
import io.tenderbook.platform.BulkInsert.Column;
import io.tenderbook.platform.DatabaseAway;
import io.tenderbook.platform.Gathering;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.RecordMapper;
import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Stores events as they arrive; those that arrive at the same time share a statement and its commit. */
@Singleton
final class Arrivals {
    private static final int MOST_AT_ONCE = 64;
    private static final RowMapper<Key> KEY = RecordMapper.of(Key.class);

    /** One that was kept before is left as it is. */
    private static final BulkInsert<Arrival> INSERT = new BulkInsert<>(
            "webhook_event",
            List.of(
                    new Column<>("id", arrival -> Ids.next()),
                    new Column<>(
                            "organisation_id", arrival -> arrival.connector().organisationId()),
                    new Column<>("connector_id", arrival -> arrival.connector().id()),
                    new Column<>("event_id", arrival -> arrival.event().eventId()),
                    new Column<>("type", arrival -> arrival.event().type()),
                    new Column<>("object_id", arrival -> arrival.event().objectId()),
                    new Column<>("status", Arrival::status),
                    new Column<>("attempts", arrival -> 0),
                    new Column<>("error", arrival -> arrival.event().rejection()),
                    new Column<>("received_at", Arrival::receivedAt),
                    new Column<>(
                            "next_attempt_at",
                            arrival -> arrival.status() == EventStatus.PENDING ? arrival.receivedAt() : null),
                    new Column<>("recovered", Arrival::recovered),
                    new Column<>("payload", arrival -> arrival.event().payload())),
            " ON DUPLICATE KEY UPDATE id = webhook_event.id");

    private final Jdbi jdbi;
    private final Gathering<Arrival, @Nullable Void> inserts = new Gathering<>(MOST_AT_ONCE, this::storeAll);
    private final AtomicInteger waiting = new AtomicInteger();

    Arrivals(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param status PENDING if the event is to be applied */
    record Arrival(
            Connector connector, IncomingEvent event, EventStatus status, boolean recovered, Instant receivedAt) {
        private Key key() {
            return new Key(connector.id(), event.eventId());
        }
    }

    /** What no two events share. */
    public record Key(UUID connectorId, String eventId) {}

    /** How many are being stored at the moment. */
    int waiting() {
        return waiting.get();
    }

    /** When this returns, the event is durable. */
    void store(Arrival arrival) {
        waiting.incrementAndGet();
        try {
            inserts.ask(arrival);
        } catch (JdbiException failure) {
            if (DatabaseAway.isBehind(failure)) {
                throw failure;
            }
            // Of several, only one may be at fault.
            insert(List.of(arrival));
        } finally {
            waiting.decrementAndGet();
        }
    }

    private List<@Nullable Void> storeAll(List<Arrival> arrivals) {
        List<Arrival> fresh = arrivals.size() == 1 ? arrivals : withoutKnown(arrivals);
        if (!fresh.isEmpty()) {
            insert(fresh);
        }
        return Collections.nCopies(arrivals.size(), null);
    }

    /**
     * An insert waits for whoever is applying the event that it repeats, and all of its round would wait with it: those that
     * are surely kept already are left out.
     */
    private List<Arrival> withoutKnown(List<Arrival> arrivals) {
        Map<Key, Arrival> unknown = new LinkedHashMap<>();
        arrivals.forEach(arrival -> unknown.putIfAbsent(arrival.key(), arrival));
        jdbi.withHandle(handle -> handle.createQuery("SELECT connector_id, event_id FROM webhook_event"
                                + " WHERE connector_id IN (<connectors>) AND event_id IN (<events>)")
                        .bindList(
                                "connectors",
                                unknown.keySet().stream()
                                        .map(Key::connectorId)
                                        .distinct()
                                        .toList())
                        .bindList(
                                "events",
                                PowersOfTwo.padded(unknown.keySet().stream()
                                        .map(Key::eventId)
                                        .toList()))
                        .map(KEY)
                        .list())
                .forEach(unknown::remove);
        return List.copyOf(unknown.values());
    }

    private void insert(List<Arrival> arrivals) {
        jdbi.useHandle(handle -> INSERT.execute(handle, arrivals));
    }
}
