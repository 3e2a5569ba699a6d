package io.tenderbook.paymentmethod.intent;

import io.tenderbook.platform.BulkInsert;
import io.tenderbook.platform.BulkInsert.Column;
import io.tenderbook.platform.Gathering;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Commits what operations that begin at the same time set out to do, with one statement and one commit for all of them. */
@Singleton
final class Beginnings {
    private static final int MOST_AT_ONCE = 64;

    private static final BulkInsert<Intent> INSERT = new BulkInsert<>(
            "intent",
            List.of(
                    new Column<>("id", Intent::id),
                    new Column<>("organisation_id", Intent::organisationId),
                    new Column<>("connector_id", Intent::connectorId),
                    new Column<>("operation_id", Intent::operationId),
                    new Column<>("after_id", Intent::afterId),
                    new Column<>("kind", Intent::kind),
                    new Column<>("customer_id", Intent::customerId),
                    new Column<>("customer_external_id", Intent::customerExternalId),
                    new Column<>("payment_method_external_id", Intent::paymentMethodExternalId),
                    new Column<>("parameters", Intent::parameters),
                    new Column<>("cause_id", Intent::causeId),
                    new Column<>("provider_key", Intent::providerKey),
                    new Column<>("key_made_at", Intent::keyMadeAt),
                    new Column<>("key_spent", Intent::keySpent),
                    new Column<>("perhaps_sent", Intent::perhapsSent),
                    new Column<>("status", Intent::status),
                    new Column<>("attempts", Intent::attempts),
                    new Column<>("asked_at", Intent::askedAt),
                    new Column<>("due_at", Intent::dueAt),
                    new Column<>("lease_until", Intent::leaseUntil)),
            "");

    private final Jdbi jdbi;
    private final Clock clock;
    private final Gathering<List<Intent>, List<Intent>> rounds = new Gathering<>(MOST_AT_ONCE, this::insert);

    Beginnings(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Commits the steps of one operation, each waiting for the one before it.
     *
     * @throws JdbiException to all that begin at that time, with nothing written, if one of the operations has begun before
     */
    List<Intent> begin(List<IntentPlan> steps) {
        return rounds.ask(fresh(steps));
    }

    List<Intent> fresh(List<IntentPlan> steps) {
        Instant now = clock.instant();
        Instant lease = now.plus(Intents.LEASE);
        List<Intent> fresh = new ArrayList<>();
        for (IntentPlan step : steps) {
            fresh.add(new Intent(
                    Ids.next(),
                    step.connector().organisationId(),
                    step.connector().id(),
                    step.operationId(),
                    fresh.isEmpty() ? null : fresh.getLast().id(),
                    step.kind(),
                    step.customerId(),
                    step.customerExternalId(),
                    step.paymentMethodExternalId(),
                    Json.write(step.parameters()),
                    step.causeId(),
                    Intents.newKey(),
                    now,
                    false,
                    step.kind() == IntentKind.PULL,
                    IntentStatus.OPEN,
                    0,
                    now,
                    lease,
                    lease));
        }
        return fresh;
    }

    List<List<Intent>> insert(List<List<Intent>> operations) {
        var all = operations.stream().flatMap(List::stream).toList();
        jdbi.useHandle(handle -> INSERT.execute(handle, all));
        return operations;
    }
}
