package io.tenderbook.webhook;

import io.tenderbook.platform.RecordMapper;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** Tells how the inbox stands, in one statement that looks into indexes alone and counts only what is not done with. */
@Singleton
public final class InboxStates {
    private static final RowMapper<InboxState> ROW = RecordMapper.of(InboxState.class);

    /** Ordered by the connector too, though it is one: else MySQL reads all its events to find the last. */
    private static final String SELECT = "SELECT c.id AS connector_id, c.name AS connector_name,"
            + " (SELECT e.received_at FROM webhook_event e WHERE e.connector_id = c.id"
            + " ORDER BY e.connector_id DESC, e.received_at DESC LIMIT 1) AS last_event_at,"
            + " (SELECT e.applied_at FROM webhook_event e WHERE e.connector_id = c.id"
            + " ORDER BY e.connector_id DESC, e.applied_at DESC LIMIT 1) AS last_applied_at,"
            + " (SELECT MIN(COALESCE(e.tried_since, e.received_at)) FROM webhook_event e WHERE e.connector_id = c.id"
            + " AND e.status = 'PENDING' AND e.next_attempt_at <= :now) AS waiting_since,"
            + count(EventStatus.PENDING) + ", " + count(EventStatus.UNMAPPED) + ", " + count(EventStatus.DEAD)
            + " FROM connector c";

    private final Jdbi jdbi;
    private final Clock clock;

    InboxStates(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Of an organisation's connectors, by name. */
    public List<InboxState> of(UUID organisationId) {
        return jdbi.withHandle(
                handle -> handle.createQuery(SELECT + " WHERE c.organisation_id = :organisation ORDER BY c.name")
                        .bind("now", clock.instant())
                        .bind("organisation", organisationId)
                        .map(ROW)
                        .list());
    }

    /** Of all connectors in use, for the program's own metrics. */
    public List<InboxState> ofAll() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " WHERE c.active")
                .bind("now", clock.instant())
                .map(ROW)
                .list());
    }

    private static String count(EventStatus status) {
        return " (SELECT COUNT(*) FROM webhook_event e WHERE e.connector_id = c.id AND e.status = '" + status + "') AS "
                + status;
    }
}
