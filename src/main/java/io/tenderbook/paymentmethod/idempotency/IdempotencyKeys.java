package io.tenderbook.paymentmethod.idempotency;

import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.Pepper;
import io.tenderbook.platform.RecordMapper;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The table of idempotency keys. No lock outlives a call: who changes a row says which attempt it believes to be there. */
@Singleton
public final class IdempotencyKeys {
    private static final RowMapper<Row> STORED = RecordMapper.of(Row.class);
    /** Longer than a mutation may take: afterwards its process is taken for dead. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int AT_ONCE = 1000;
    private static final String ROW = " WHERE organisation_id = ? AND key_hash = ? AND attempt = ?";

    private final Jdbi jdbi;
    private final Pepper pepper;
    private final Clock clock;

    IdempotencyKeys(Jdbi jdbi, Pepper pepper, Clock clock) {
        this.jdbi = jdbi;
        this.pepper = pepper;
        this.clock = clock;
    }

    /** What a key turned out to be. */
    sealed interface Taken {}

    /** It is for the one who asked to carry the request out. */
    record Ours(UUID organisationId, String keyHash, UUID operationId, int attempt) implements Taken {}

    record Busy(int attempt) implements Taken {}

    record Ended(KeptAnswer answer) implements Taken {}

    record Reused() implements Taken {}

    private enum Status {
        RUNNING,
        /** It ended so that whoever asks again goes on. */
        OPEN,
        DONE
    }

    /** A row of the table. Public because the database mapper makes it. */
    public record Row(
            UUID operationId,
            String inputHash,
            String status,
            int attempt,
            @Nullable String answer,
            Instant createdAt,
            Instant leaseUntil) {}

    /** @param awaited the attempt that whoever asks has waited for, whose answer is theirs too; 0 for none */
    Taken take(KeyedRequest request, int awaited) {
        UUID organisation = request.caller().organisationId();
        String key = hash("idempotency key: " + request.key());
        String input = hash("input of " + request.mutation() + ": " + Json.canonical(request.input()));
        while (true) {
            Optional<Row> found = find(organisation, key);
            if (found.isEmpty()) {
                var fresh = new Ours(organisation, key, Ids.next(), 1);
                if (insert(fresh, input)) {
                    return fresh;
                }
                continue;
            }
            Row row = found.get();
            boolean outdated = row.createdAt().isBefore(clock.instant().minus(KEPT));
            if (!outdated) {
                var answer = answer(row, input, awaited);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
            var next = new Ours(organisation, key, outdated ? Ids.next() : row.operationId(), row.attempt() + 1);
            if (takeOver(next, input, outdated ? clock.instant() : row.createdAt())) {
                return next;
            }
        }
    }

    private String hash(String text) {
        return HexFormat.of().formatHex(pepper.hash(text));
    }

    /** Empty if the request is to be carried out by whoever asks. */
    private Optional<Taken> answer(Row row, String input, int awaited) {
        if (!row.inputHash().equals(input)) {
            return Optional.of(new Reused());
        }
        return switch (Status.valueOf(row.status())) {
            case RUNNING ->
                row.leaseUntil().isAfter(clock.instant()) ? Optional.of(new Busy(row.attempt())) : Optional.empty();
            case OPEN -> awaited > 0 ? kept(row) : Optional.empty();
            case DONE -> kept(row);
        };
    }

    private static Optional<Taken> kept(Row row) {
        return Optional.ofNullable(row.answer()).map(answer -> new Ended(Json.read(answer, KeptAnswer.class)));
    }

    private Optional<Row> find(UUID organisation, String key) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT * FROM idempotency_key WHERE organisation_id = ? AND key_hash = ?", organisation, key)
                .map(STORED)
                .findFirst());
    }

    private boolean insert(Ours fresh, String input) {
        return jdbi.withHandle(handle -> handle.execute(
                        "INSERT IGNORE INTO idempotency_key (organisation_id, key_hash, operation_id, input_hash, status,"
                                + " attempt, created_at, lease_until) VALUES (?, ?, ?, ?, 'RUNNING', ?, ?, ?)",
                        fresh.organisationId(),
                        fresh.keyHash(),
                        fresh.operationId(),
                        input,
                        fresh.attempt(),
                        clock.instant(),
                        clock.instant().plus(LEASE)))
                > 0;
    }

    private boolean takeOver(Ours next, String input, Instant createdAt) {
        return jdbi.withHandle(handle -> handle.execute(
                        "UPDATE idempotency_key SET operation_id = ?, input_hash = ?, status = 'RUNNING',"
                                + " attempt = attempt + 1, answer = NULL, created_at = ?, lease_until = ?" + ROW,
                        next.operationId(),
                        input,
                        createdAt,
                        clock.instant().plus(LEASE),
                        next.organisationId(),
                        next.keyHash(),
                        next.attempt() - 1))
                > 0;
    }

    /** @param decided whether the answer is given again to whoever asks again */
    void end(Ours ours, KeptAnswer answer, boolean decided) {
        set(ours, decided ? Status.DONE : Status.OPEN, Json.write(answer));
    }

    /** Whoever asks next may go on. */
    void release(Ours ours) {
        set(ours, Status.OPEN, null);
    }

    private void set(Ours ours, Status status, @Nullable String answer) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE idempotency_key SET status = ?, answer = ?" + ROW,
                status,
                answer,
                ours.organisationId(),
                ours.keyHash(),
                ours.attempt()));
    }

    void forget(Ours ours) {
        jdbi.useHandle(handle -> handle.execute(
                "DELETE FROM idempotency_key" + ROW, ours.organisationId(), ours.keyHash(), ours.attempt()));
    }

    /** Forgets keys that are older than a day, a bounded number of them. */
    public void prune() {
        jdbi.useHandle(handle -> handle.execute(
                "DELETE FROM idempotency_key WHERE created_at < ? LIMIT " + AT_ONCE,
                clock.instant().minus(KEPT)));
    }
}
