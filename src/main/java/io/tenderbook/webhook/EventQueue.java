package io.tenderbook.webhook;

import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.RecordMapper;
import io.tenderbook.platform.Transactions;
import io.tenderbook.platform.page.Where;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * The pending events, of which each is claimed by one worker at a time. A claim is a later next attempt: if the claimer
 * dies, the event is due again after that.
 */
@Singleton
final class EventQueue {
    private static final RowMapper<StoredEvent> ROW = RecordMapper.of(StoredEvent.class);
    private static final RowMapper<Sized> SIZED = RecordMapper.of(Sized.class);
    /** Longer than a read under way and the next one take; what a dead instance had claimed goes on after that. */
    private static final Duration CLAIM = Duration.ofSeconds(20);

    private static final long MOST_BYTES = 4 * 1024 * 1024;

    private static final int ERROR_LENGTH = 1_000;

    /** Who was too slow must not undo what the next worker has done with the event since. */
    private static final String CLAIMED = " WHERE id = ? AND status = 'PENDING' AND next_attempt_at = ?";

    private final Jdbi jdbi;
    private final Transactions transactions;
    private final Clock clock;

    EventQueue(Jdbi jdbi, Transactions transactions, Clock clock) {
        this.jdbi = jdbi;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * An event that one worker has.
     *
     * @param until when it is due again if it has not ended by then; it also tells this claim from any other
     */
    record Claim(StoredEvent event, Instant until) {}

    /** Claims due events, the longest due first. */
    List<Claim> claim(int most) {
        return transactions.run(() -> claim(lockDue(most)));
    }

    /**
     * Due events, the longest due first, which nobody else takes until the transaction ends: all of one connector, since a
     * transaction changes one organisation, and no more of them than fit into memory together.
     */
    List<StoredEvent> lockDue(int most) {
        return jdbi.withHandle(handle -> {
            long room = MOST_BYTES;
            List<UUID> fitting = new ArrayList<>();
            List<Sized> all = handle.select(
                            "SELECT id, connector_id, LENGTH(payload) AS size FROM webhook_event WHERE status = 'PENDING'"
                                    + " AND next_attempt_at <= ? ORDER BY next_attempt_at, id LIMIT ?"
                                    + " FOR UPDATE SKIP LOCKED",
                            clock.instant(),
                            most)
                    .map(SIZED)
                    .list();
            for (Sized due : all) {
                if (due.connectorId().equals(all.getFirst().connectorId())) {
                    room -= due.size();
                    if (room < 0 && !fitting.isEmpty()) {
                        break;
                    }
                    fitting.add(due.id());
                }
            }
            return fitting.isEmpty()
                    ? List.of()
                    : handle.createQuery("SELECT * FROM webhook_event WHERE id IN (<ids>) ORDER BY next_attempt_at, id")
                            .bindList("ids", PowersOfTwo.padded(fitting))
                            .map(ROW)
                            .list();
        });
    }

    /** An event that may be too large to be read together with others. */
    public record Sized(UUID id, UUID connectorId, long size) {}

    /** Claims events that this transaction has locked. */
    List<Claim> claim(List<StoredEvent> locked) {
        Instant until = clock.instant().plus(CLAIM).truncatedTo(ChronoUnit.MICROS);
        if (!locked.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(
                            "UPDATE webhook_event SET attempts = attempts + 1, next_attempt_at = :next WHERE id IN (<ids>)")
                    .bind("next", until)
                    .bindList("ids", ids(locked))
                    .execute());
        }
        return locked.stream().map(event -> new Claim(event, until)).toList();
    }

    /** Gives up claims of which nothing was begun. */
    void giveBack(List<Claim> claims) {
        for (Claim claim : claims) {
            jdbi.useHandle(handle -> handle.execute(
                    "UPDATE webhook_event SET next_attempt_at = ?, attempts = attempts - 1" + CLAIMED,
                    clock.instant(),
                    claim.event().id(),
                    claim.until()));
        }
    }

    /** How an event ended that this transaction has locked. */
    record Ended(
            StoredEvent event, EventStatus status, @Nullable String customerExternalId) {}

    /**
     * Marks events as ended, inside the transaction of their effects.
     *
     * @throws IllegalStateException if one of them has been ended by another worker, so that its effect is not to be made
     *     once more: a database that knows no SKIP LOCKED may give it to both
     */
    void settle(List<Ended> ended) {
        Map<Ending, List<StoredEvent>> byEnding = ended.stream()
                .collect(Collectors.groupingBy(
                        Ending::of, LinkedHashMap::new, Collectors.mapping(Ended::event, Collectors.toList())));
        byEnding.forEach((ending, events) -> {
            int marked = jdbi.withHandle(handle -> handle.createUpdate("UPDATE webhook_event"
                            + " SET status = :status, applied_at = :now, customer_external_id = :customer,"
                            + " next_attempt_at = NULL, error = NULL, attempts = attempts + 1"
                            + " WHERE id IN (<ids>) AND status = 'PENDING'")
                    .bind("status", ending.status())
                    .bind("now", clock.instant())
                    .bind("customer", ending.customerExternalId())
                    .bindList("ids", ids(events))
                    .execute());
            if (marked != events.size()) {
                throw new IllegalStateException("Another worker has ended some of these events.");
            }
        });
    }

    private record Ending(EventStatus status, @Nullable String customerExternalId) {
        static Ending of(Ended ended) {
            return new Ending(ended.status(), ended.customerExternalId());
        }
    }

    private static List<UUID> ids(List<StoredEvent> events) {
        return PowersOfTwo.padded(events.stream().map(StoredEvent::id).toList());
    }

    /** When the next pending event is due; empty if there is none. */
    Optional<Instant> nextDue() {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT next_attempt_at FROM webhook_event WHERE status = 'PENDING' ORDER BY next_attempt_at LIMIT 1")
                .mapTo(Instant.class)
                .findFirst());
    }

    /**
     * Marks an event as ended, inside the transaction of its effect. Whether the claim still holds does not matter: who is
     * first to commit has applied it.
     *
     * @return whether it was open; if not, another worker has ended it, and the effect is not to be made once more
     */
    boolean settle(UUID id, EventStatus status, @Nullable String customerExternalId) {
        int settled = jdbi.withHandle(handle -> handle.execute(
                "UPDATE webhook_event SET status = ?, applied_at = ?, customer_external_id = ?, next_attempt_at = NULL,"
                        + " error = NULL WHERE id = ? AND status = 'PENDING'",
                status.name(),
                clock.instant(),
                customerExternalId,
                id));
        return settled > 0;
    }

    /** Puts an event off without counting the attempt. Does nothing if the claim is over. */
    void defer(Claim claim, Duration delay, String reason) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE webhook_event SET next_attempt_at = ?, error = ?, attempts = attempts - 1" + CLAIMED,
                clock.instant().plus(delay),
                shortened(reason),
                claim.event().id(),
                claim.until()));
    }

    /** Puts an event off after a failure; without a time it is parked. Does nothing if the claim is over. */
    void fail(Claim claim, Optional<Duration> retryIn, String reason) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE webhook_event SET status = ?, next_attempt_at = ?, error = ?" + CLAIMED,
                retryIn.isPresent() ? EventStatus.PENDING.name() : EventStatus.DEAD.name(),
                retryIn.map(delay -> clock.instant().plus(delay)).orElse(null),
                shortened(reason),
                claim.event().id(),
                claim.until()));
    }

    /** Ends an event that does not belong to its connector. */
    void reject(UUID id, String reason) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE webhook_event SET status = 'REJECTED', applied_at = ?, next_attempt_at = NULL, error = ?"
                        + " WHERE id = ? AND status = 'PENDING'",
                clock.instant(),
                shortened(reason),
                id));
    }

    /** The longest received of these, locked until the transaction ends. */
    List<UUID> oldest(Where which, int most) {
        return jdbi.withHandle(handle -> which.bindTo(handle.createQuery("SELECT e.id FROM webhook_event e"
                        + which.sql() + " ORDER BY e.received_at, e.id LIMIT " + most + " FOR UPDATE"))
                .mapTo(UUID.class)
                .list());
    }

    /** Makes events of any status pending again; their tries and the time for them begin anew. */
    void replay(List<UUID> ids) {
        Instant now = clock.instant();
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE webhook_event SET status = 'PENDING', attempts = 0,"
                        + " error = NULL, applied_at = NULL, next_attempt_at = :now, tried_since = :now"
                        + " WHERE id IN (<ids>)")
                .bind("now", now)
                .bindList("ids", ids)
                .execute());
    }

    /** Makes the events that waited for this customer pending again. Returns how many there were. */
    int release(UUID connectorId, String customerExternalId) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> handle.execute(
                "UPDATE webhook_event SET status = 'PENDING', attempts = 0, next_attempt_at = ?, tried_since = ?,"
                        + " applied_at = NULL"
                        + " WHERE connector_id = ? AND status = 'UNMAPPED' AND customer_external_id = ?",
                now,
                now,
                connectorId,
                customerExternalId));
    }

    private static String shortened(String reason) {
        return reason.length() <= ERROR_LENGTH ? reason : reason.substring(0, ERROR_LENGTH);
    }
}
