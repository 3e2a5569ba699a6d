package io.tenderbook.paymentmethod;

import io.tenderbook.platform.RecordMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** Which ends of cards were announced, and which are to be. These columns of payment methods are written here alone. */
@Singleton
final class ExpiryAnnouncements {
    private static final RowMapper<Due> DUE = RecordMapper.of(Due.class);

    private final Jdbi jdbi;

    ExpiryAnnouncements(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A card that may have to be announced, and its place in the order of such cards. */
    public record Due(Instant toAnnounce, UUID id) {
        static final Due FIRST = new Due(Instant.EPOCH, new UUID(0, 0));
    }

    /** A locked card and what was announced of its present end. */
    record Announced(PaymentMethod method, boolean expiring, boolean expired) {}

    /** The next cards behind this place, in the order of their ends. */
    List<Due> due(Due after, Instant now, Instant soon, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT to_announce, id FROM payment_method"
                        + " WHERE to_announce <= :soon AND to_announce >= :at"
                        + " AND (to_announce > :at OR id > :id)"
                        + " AND NOT (to_announce > :now AND expiring_announced <=> to_announce)"
                        + " ORDER BY to_announce, id LIMIT :most")
                .bind("soon", soon)
                .bind("now", now)
                .bind("at", after.toAnnounce())
                .bind("id", after.id())
                .bind("most", most)
                .map(DUE)
                .list());
    }

    /** Locked until the transaction ends. */
    Optional<Announced> lock(UUID id) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT " + PaymentMethodRows.COLUMNS
                                + ", p.expiring_announced <=> p.expires_at AS was_expiring,"
                                + " p.expired_announced <=> p.expires_at AS was_expired FROM "
                                + PaymentMethodRows.TABLES + " WHERE p.id = ? FOR UPDATE",
                        id)
                .map((row, context) -> new Announced(
                        PaymentMethodRows.ROW.map(row, context),
                        row.getBoolean("was_expiring"),
                        row.getBoolean("was_expired")))
                .findFirst());
    }

    void announcedExpiring(UUID id) {
        mark("expiring_announced", id);
    }

    void announcedExpired(UUID id) {
        mark("expired_announced", id);
    }

    private void mark(String column, UUID id) {
        jdbi.useHandle(
                handle -> handle.execute("UPDATE payment_method SET " + column + " = expires_at WHERE id = ?", id));
    }
}
