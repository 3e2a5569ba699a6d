package io.tenderbook.paymentmethod.intent;

import io.tenderbook.platform.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The table of intents on the side of the janitor: what was left open, and what is old. */
@Singleton
public final class OpenIntents {
    /** Longer than one attempt may take, which is a mutation's deadline. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration KEPT = Duration.ofDays(7);
    private static final int AT_ONCE = 1000;

    private final Jdbi jdbi;
    private final Transactions transactions;
    private final Clock clock;

    OpenIntents(Jdbi jdbi, Transactions transactions, Clock clock) {
        this.jdbi = jdbi;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Takes open intents that are due, that nobody is at, and whose step before them is done; the oldest first. */
    public List<Intent> claim(int most) {
        Instant now = clock.instant();
        return transactions.run(() -> jdbi.withHandle(handle -> {
            List<UUID> ids = handle.createQuery("SELECT i.id FROM intent i WHERE i.status = 'OPEN' AND i.due_at <= :now"
                            + " AND (i.lease_until IS NULL OR i.lease_until <= :now) AND NOT EXISTS (SELECT 1 FROM"
                            + " intent b WHERE b.id = i.after_id AND b.status = 'OPEN') ORDER BY i.due_at LIMIT :most"
                            + " FOR UPDATE SKIP LOCKED")
                    .bind("now", now)
                    .bind("most", most)
                    .mapTo(UUID.class)
                    .list();
            if (ids.isEmpty()) {
                return List.of();
            }
            handle.createUpdate("UPDATE intent SET attempts = attempts + 1, perhaps_sent = TRUE, lease_until = :lease,"
                            + " due_at = :lease WHERE id IN (<ids>)")
                    .bind("lease", now.plus(LEASE))
                    .bindList("ids", ids)
                    .execute();
            return handle.createQuery("SELECT * FROM intent WHERE id IN (<ids>)")
                    .bindList("ids", ids)
                    .map(Intents.ROW)
                    .list();
        }));
    }

    /** Whether something was asked for later that makes this wish outdated, whatever became of it. */
    public boolean isOutdated(Intent intent) {
        IntentKind by = intent.kind().outdatedBy();
        if (by == null) {
            return false;
        }
        String object = intent.kind().object();
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT 1 FROM intent i JOIN intent n ON n.connector_id = i.connector_id AND n." + object
                                + " = i." + object + " AND n.kind = ? AND n.id <> i.id WHERE i.id = ?"
                                + " AND (n.asked_at > i.asked_at OR (n.asked_at = i.asked_at AND n.id > i.id)) LIMIT 1",
                        by,
                        intent.id())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    /** Forgets intents that ended long ago, a bounded number of them. */
    public void prune() {
        jdbi.useHandle(handle -> handle.execute(
                "DELETE FROM intent WHERE ended_at < ? LIMIT " + AT_ONCE,
                clock.instant().minus(KEPT)));
    }
}
