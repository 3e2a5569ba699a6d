package io.tenderbook.sync;

import io.tenderbook.paymentmethod.Difference;
import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.Unsettled;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import io.tenderbook.webhook.EventStatus;
import io.tenderbook.webhook.ObjectTrail;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The table of differences that reconciliation found, with their likely causes. Kept for 90 days. */
@Singleton
final class Drifts {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration LATE = Duration.ofHours(1);
    private static final int LENGTH = 1_000;
    private static final int PRUNED_AT_ONCE = 1_000;

    private final Jdbi jdbi;
    private final ObjectTrail trail;
    private final ReconcileSettings settings;
    private final Clock clock;

    Drifts(Jdbi jdbi, ObjectTrail trail, ReconcileSettings settings, Clock clock) {
        this.jdbi = jdbi;
        this.trail = trail;
        this.settings = settings;
        this.clock = clock;
    }

    /** What was found since then at each of these connectors; where nothing was, the connector is left out. */
    Map<UUID, DriftCounts> counts(Collection<UUID> connectorIds, Instant since) {
        if (connectorIds.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT connector_id, COUNT(*) AS found, COUNT(healed_at) AS healed FROM drift"
                                + " WHERE connector_id IN (<connectors>) AND found_at >= :since GROUP BY connector_id")
                .bindList("connectors", List.copyOf(connectorIds))
                .bind("since", since)
                .registerRowMapper(ConstructorMapper.factory(DriftCounts.class))
                .reduceRows(new HashMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("connector_id", UUID.class), row.getRow(DriftCounts.class));
                    return counts;
                }));
    }

    /** Keeps a difference that was just healed, inside the transaction that healed it. */
    void healed(Connector connector, Difference difference) {
        if (difference.isOfFormOnly()) {
            return;
        }
        var now = clock.instant();
        int known = jdbi.withHandle(handle -> handle.execute(
                "UPDATE drift SET healed_at = ? WHERE connector_id = ? AND object_id = ? AND healed_at IS NULL",
                now,
                connector.id(),
                difference.externalId()));
        if (known == 0) {
            String fields = difference.created() ? "not recorded" : String.join(", ", difference.fields());
            insert(connector, difference.kind(), difference.externalId(), fields, now);
        }
    }

    /** Keeps that a payment method seems to be detached, until a second read says whether it is. */
    void opened(Connector connector, String paymentMethodId) {
        boolean known = jdbi.withHandle(handle -> handle.select(
                        "SELECT 1 FROM drift WHERE connector_id = ? AND object_id = ? AND healed_at IS NULL",
                        connector.id(),
                        paymentMethodId)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
        if (!known) {
            insert(connector, Kind.PAYMENT_METHOD, paymentMethodId, "detached", null);
        }
    }

    /** Ends what was open of these and was looked at again, whatever that showed. */
    void closed(Connector connector, List<Unsettled> lookedAt) {
        if (!lookedAt.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(
                            "UPDATE drift SET healed_at = :now WHERE connector_id = :connector"
                                    + " AND healed_at IS NULL AND object_id IN (<objects>)")
                    .bind("now", clock.instant())
                    .bind("connector", connector.id())
                    .bindList(
                            "objects",
                            lookedAt.stream().map(Unsettled::paymentMethodId).toList())
                    .execute());
        }
    }

    /** Events that are still to be applied are a backlog, which shows as such, and no drift. */
    private void insert(Connector connector, Kind kind, String objectId, String fields, @Nullable Instant healedAt) {
        var now = clock.instant();
        var states = trail.of(connector.id(), objectId, now.minus(settings.reconcileEvery()));
        if (states.contains(EventStatus.PENDING)) {
            return;
        }
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO drift (id, organisation_id, connector_id, kind, object_id, difference, likely_cause,"
                        + " found_at, healed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Ids.next(),
                connector.organisationId(),
                connector.id(),
                kind.name(),
                objectId,
                fields.length() <= LENGTH ? fields : fields.substring(0, LENGTH),
                LikelyCause.of(states).name(),
                now,
                healedAt));
    }

    /** Where an event came after all, the delivery was slow rather than lost. */
    void explainLateOnes(Connector connector) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE drift d JOIN webhook_event e ON e.connector_id = d.connector_id AND e.object_id = d.object_id"
                        + " AND e.received_at >= d.found_at AND NOT e.recovered SET d.likely_cause = ?"
                        + " WHERE d.connector_id = ? AND d.likely_cause = ? AND d.found_at >= ?",
                LikelyCause.EVENT_LATE.name(),
                connector.id(),
                LikelyCause.EVENT_MISSED.name(),
                clock.instant().minus(LATE)));
    }

    void prune(Connector connector) {
        jdbi.useHandle(handle -> handle.execute(
                "DELETE FROM drift WHERE connector_id = ? AND found_at < ? LIMIT " + PRUNED_AT_ONCE,
                connector.id(),
                clock.instant().minus(KEPT)));
    }
}
