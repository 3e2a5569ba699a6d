package io.tenderbook.sync;

import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.paymentmethod.Cause;
import io.tenderbook.paymentmethod.CustomerPull;
import io.tenderbook.paymentmethod.Settlement;
import io.tenderbook.paymentmethod.Settlement.Applied;
import io.tenderbook.paymentmethod.Tally;
import io.tenderbook.paymentmethod.Unsettled;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.CreatedRange;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the records of a connector with the provider, a few customers at a time, round after round. What differs is
 * healed by the projection and kept as drift; what does not is left untouched, so that a clean run writes nothing but how
 * far it has come.
 */
@Singleton
final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    /** In one run, so that every connector has its turn. */
    private static final int MOST = 1_000;

    /** A killed run repeats so many customers at most. */
    private static final int STRIDE = 20;

    /** So much younger than now, a customer's events may still be on their way to us. */
    private static final Duration LAG = Duration.ofMinutes(10);

    /** How long the payment methods of a customer are followed that the provider deleted. */
    private static final Duration AFTERLIFE = Duration.ofDays(30);

    private static final int MOST_UNSETTLED = 2_000;

    private final CustomerPull customers;
    private final Mappings mappings;
    private final Discovery discovery;
    private final Strays strays;
    private final LooseEnds looseEnds;
    private final Drifts drifts;
    private final RoundRows rows;
    private final ReconcileSettings settings;
    private final Pause pause;
    private final Clock clock;

    Reconciliation(
            CustomerPull customers,
            Mappings mappings,
            Discovery discovery,
            Strays strays,
            LooseEnds looseEnds,
            Drifts drifts,
            RoundRows rows,
            ReconcileSettings settings,
            Pause pause,
            Clock clock) {
        this.customers = customers;
        this.mappings = mappings;
        this.discovery = discovery;
        this.strays = strays;
        this.looseEnds = looseEnds;
        this.drifts = drifts;
        this.rows = rows;
        this.settings = settings;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Does what is due by now.
     *
     * @throws RepairStopped if the provider stays away or refuses; the next run goes on from here
     */
    Tally run(Connector connector) throws InterruptedException {
        var patience = new Patience(
                pause, notice -> LOG.debug("Connector {}: {}", connector.name(), notice), Patience.OF_A_JOB);
        Settlement.Listener keepDrift = settlement -> {
            if (settlement instanceof Applied applied && applied.difference() != null) {
                drifts.healed(connector, applied.difference());
            }
        };
        var tally = Tally.NONE;
        if (settings.reconcileEvery().isPositive()) {
            drifts.explainLateOnes(connector);
            tally = walk(connector, discover(connector, begin(connector), keepDrift, patience), keepDrift, patience);
        }
        List<Unsettled> open = customers.unsettled(connector, MOST_UNSETTLED);
        open.forEach(method -> drifts.opened(connector, method.paymentMethodId()));
        var confirmed = looseEnds.tie(connector, Cause.RECONCILIATION, keepDrift, patience);
        drifts.closed(connector, open);
        return tally.confirmed(confirmed);
    }

    private Round begin(Connector connector) {
        Instant now = clock.instant();
        var known = rows.find(connector.id());
        if (known.isPresent() && !known.get().isOver(now, settings.reconcileEvery())) {
            return known.get();
        }
        int size = mappings.countFollowed(connector, now.minus(AFTERLIFE));
        var round = known.map(last -> last.next(now, settings.reconcileEvery(), size))
                .orElseGet(() -> Round.first(now, size, connector.createdAt()));
        rows.save(connector.id(), round);
        return round;
    }

    private Round discover(Connector connector, Round round, Settlement.Listener listener, Patience patience)
            throws InterruptedException {
        Instant until = clock.instant().minus(LAG);
        if (until.isBefore(round.discoveredTo().plus(LAG))) {
            return round;
        }
        discovery.walk(connector, new CreatedRange(round.discoveredTo(), until), listener, patience);
        var discovered = round.discovered(until);
        rows.save(connector.id(), discovered);
        return discovered;
    }

    private Tally walk(Connector connector, Round begun, Settlement.Listener listener, Patience patience)
            throws InterruptedException {
        var round = begun;
        var tally = Tally.NONE;
        int due = round.due(clock.instant(), settings.reconcileEvery(), MOST);
        while (due > 0) {
            int count = Math.min(due, STRIDE);
            List<ConnectorMapping> stride = mappings.followed(
                    connector, round.walkedTo(), round.roundBeganAt().minus(AFTERLIFE), count);
            tally = tally.plus(Strides.walk(
                    stride,
                    mapping -> patience.work(
                            () -> customers.pull(connector, mapping.externalId(), Cause.RECONCILIATION, listener))));
            if (!stride.isEmpty()) {
                round = round.walked(stride.getLast().id(), stride.size());
            }
            due = stride.size() < count ? 0 : due - count;
            if (stride.size() < count) {
                tally = tally.plus(strays.walk(connector, Cause.RECONCILIATION, listener, patience));
                drifts.prune(connector);
                round = round.ended(clock.instant());
            }
            rows.save(connector.id(), round);
        }
        return tally;
    }
}
