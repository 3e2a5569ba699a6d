package io.tenderbook.paymentmethod.intent;

import io.tenderbook.platform.DatabaseAway;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.RecordMapper;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The one writer of the table of intents, on the side of those who carry them out. */
@Singleton
public final class Intents {
    /** Longer than a mutation may take with its provider and the database: nobody grabs what is still being done. */
    static final Duration LEASE = Duration.ofSeconds(20);

    /** Until the janitor tries what was left open, doubled with each of its attempts. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Duration LATEST = Duration.ofSeconds(40);
    private static final int REASON = 1000;

    static final RowMapper<Intent> ROW = RecordMapper.of(Intent.class);

    private final Beginnings beginnings;
    private final Jdbi jdbi;
    private final Transactions transactions;
    private final Clock clock;

    Intents(Beginnings beginnings, Jdbi jdbi, Transactions transactions, Clock clock) {
        this.beginnings = beginnings;
        this.jdbi = jdbi;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Commits what is to be done, each step waiting for the one before it, unless a transaction is open: then with that.
     * A step that the same operation has begun before is taken up again, with its idempotency key.
     *
     * @throws ProviderException.OutcomeUnknown if somebody else is at it at this moment
     */
    public List<Intent> begin(List<IntentPlan> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        if (transactions.isOpen()) {
            return beginAlone(steps);
        }
        try {
            return beginnings.begin(steps);
        } catch (JdbiException failure) {
            if (DatabaseAway.isBehind(failure)) {
                throw failure;
            }
            return beginAlone(steps); // one of those that begin now has begun before, or is at fault otherwise
        }
    }

    private List<Intent> beginAlone(List<IntentPlan> steps) {
        return transactions.run(() -> {
            List<Intent> begun = new ArrayList<>();
            for (IntentPlan step : steps) {
                UUID after = begun.isEmpty() ? null : begun.getLast().id();
                begun.add(jdbi.withHandle(handle -> begin(handle, step, after)));
            }
            return begun;
        });
    }

    public Intent begin(IntentPlan step) {
        return begin(List.of(step)).getFirst();
    }

    private Intent begin(Handle handle, IntentPlan step, @Nullable UUID after) {
        UUID id = Ids.next();
        Instant now = clock.instant();
        handle.createUpdate("INSERT INTO intent (id, organisation_id, connector_id, operation_id, after_id, kind,"
                        + " customer_id, customer_external_id, payment_method_external_id, parameters, cause_id,"
                        + " provider_key, key_made_at, key_spent, perhaps_sent, status, attempts, asked_at, due_at,"
                        + " lease_until) VALUES (:id, :organisation, :connector, :operationId, :after, :kind,"
                        + " :customerId, :customerExternalId, :paymentMethodExternalId, :parameters, :causeId, :key,"
                        + " :now, FALSE, :repeatable, 'OPEN', 0, :now, :lease, :lease)"
                        + " ON DUPLICATE KEY UPDATE id = id")
                .bindMethods(step)
                .bind("id", id)
                .bind("organisation", step.connector().organisationId())
                .bind("connector", step.connector().id())
                .bind("after", after)
                .bind("parameters", Json.write(step.parameters()))
                .bind("key", newKey())
                .bind("repeatable", step.kind() == IntentKind.PULL)
                .bind("now", now)
                .bind("lease", now.plus(LEASE))
                .execute();
        Intent intent = handle.select(
                        "SELECT * FROM intent WHERE operation_id = ? AND kind = ? FOR UPDATE",
                        step.operationId(),
                        step.kind())
                .map(ROW)
                .one();
        return intent.id().equals(id) ? intent : again(handle, intent, step, after);
    }

    private Intent again(Handle handle, Intent intent, IntentPlan step, @Nullable UUID after) {
        Instant now = clock.instant();
        if (intent.leaseUntil() != null && intent.leaseUntil().isAfter(now)) {
            throw new ProviderException.OutcomeUnknown(
                    "An earlier request is being settled at this moment. Ask again.", false);
        }
        boolean sameCall = intent.isFor(step);
        // A key over which the provider failed brings the same failure again; making a customer twice is worse than
        // that.
        boolean sameKey = sameCall && (!intent.keySpent() || intent.kind() == IntentKind.CREATE_CUSTOMER);
        handle.createUpdate("UPDATE intent SET connector_id = :connector, after_id = :after,"
                        + " customer_id = :customerId, customer_external_id = :customerExternalId,"
                        + " payment_method_external_id = :paymentMethodExternalId, provider_key = :key,"
                        + " key_made_at = :keyMadeAt, key_spent = :keySpent, perhaps_sent = :perhapsSent,"
                        + " status = 'OPEN', reason = NULL, asked_at = :now, due_at = :lease, lease_until = :lease,"
                        + " ended_at = NULL WHERE id = :id")
                .bindMethods(step)
                .bind("id", intent.id())
                .bind("connector", step.connector().id())
                .bind("after", after)
                .bind("key", sameKey ? intent.providerKey() : newKey())
                .bind("keyMadeAt", sameKey ? intent.keyMadeAt() : now)
                .bind("keySpent", sameKey && intent.keySpent())
                .bind("perhapsSent", sameCall && intent.status() != IntentStatus.NOT_SENT)
                .bind("now", now)
                .bind("lease", now.plus(LEASE))
                .execute();
        return handle.select("SELECT * FROM intent WHERE id = ?", intent.id())
                .map(ROW)
                .one();
    }

    /** As it stands now. */
    public Optional<Intent> find(UUID operationId, IntentKind kind) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT * FROM intent WHERE operation_id = ? AND kind = ?", operationId, kind)
                        .map(ROW)
                        .findFirst());
    }

    /** Its effect is recorded, by this very transaction if one is open. The step after it goes on with this result. */
    public void done(Intent intent, @Nullable String paymentMethodExternalId) {
        end(intent, IntentStatus.DONE, null);
        if (paymentMethodExternalId != null) {
            tellNext(intent.id(), paymentMethodExternalId);
        }
    }

    /**
     * Several are done, in the transaction that is open on this thread.
     *
     * @param results the provider's id of the payment method that came of an intent, of those that a step may wait for
     */
    public void allDone(Collection<Intent> intents, Map<Intent, String> results) {
        if (intents.isEmpty()) {
            return;
        }
        var ids = PowersOfTwo.padded(intents.stream().map(Intent::id).toList());
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE intent SET status = 'DONE', reason = NULL,"
                        + " ended_at = :now, lease_until = NULL WHERE id IN (<ids>)")
                .bind("now", clock.instant())
                .bindList("ids", ids)
                .execute());
        results.forEach((intent, result) -> tellNext(intent.id(), result));
    }

    private void tellNext(UUID intentId, String paymentMethodExternalId) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE intent SET payment_method_external_id = ? WHERE after_id = ?",
                paymentMethodExternalId,
                intentId));
    }

    /** It will not be done any more, and nor will the step after it. */
    public void giveUp(Intent intent, IntentStatus status, String reason) {
        transactions.run(() -> {
            end(intent, status, reason);
            return jdbi.withHandle(handle -> handle.execute(
                    "UPDATE intent SET status = 'NOT_SENT', reason = 'The step before it failed.', ended_at = ?,"
                            + " lease_until = NULL WHERE after_id = ? AND status = 'OPEN'",
                    clock.instant(),
                    intent.id()));
        });
    }

    private void end(Intent intent, IntentStatus status, @Nullable String reason) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE intent SET status = ?, reason = LEFT(?, " + REASON
                        + "), ended_at = ?, lease_until = NULL WHERE id = ?",
                status,
                reason,
                clock.instant(),
                intent.id()));
    }

    /** Whether it took effect is open: the janitor is to find out. The step after it is left with it. */
    public void leave(Intent intent, String reason, boolean keySpent) {
        Instant now = clock.instant();
        long wait = SOON.toMillis() << Math.min(intent.attempts(), 16);
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE intent SET perhaps_sent = TRUE, key_spent = key_spent OR ?, reason = LEFT(?, " + REASON
                        + "), due_at = ?, lease_until = NULL WHERE id = ? AND status = 'OPEN'",
                keySpent,
                reason,
                now.plusMillis(Math.min(wait, LATEST.toMillis())),
                intent.id()));
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE intent SET lease_until = NULL, due_at = ? WHERE after_id = ? AND status = 'OPEN'",
                now,
                intent.id()));
    }

    /** Goes on under a new idempotency key, because the old one has failed without an effect. */
    public Intent renewKey(Intent intent) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE intent SET provider_key = ?, key_made_at = ?, key_spent = FALSE WHERE id = ?",
                newKey(),
                clock.instant(),
                intent.id()));
        return find(intent.operationId(), intent.kind()).orElseThrow();
    }

    static String newKey() {
        return Ids.next().toString();
    }
}
