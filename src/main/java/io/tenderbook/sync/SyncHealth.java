package io.tenderbook.sync;

import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.sync.ConnectorHealth.Backlog;
import io.tenderbook.sync.ConnectorHealth.Reconciliation;
import io.tenderbook.webhook.EventStatus;
import io.tenderbook.webhook.InboxState;
import io.tenderbook.webhook.InboxStates;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells whether the records follow the providers, connector by connector. */
@Singleton
public final class SyncHealth {
    /** One round of reconciliation, as long as nobody sets it otherwise. */
    private static final Duration RECENT = Duration.ofHours(24);

    private final InboxStates inbox;
    private final Drifts drifts;
    private final RoundRows rounds;
    private final PaymentProviders providers;
    private final Clock clock;

    SyncHealth(InboxStates inbox, Drifts drifts, RoundRows rounds, PaymentProviders providers, Clock clock) {
        this.inbox = inbox;
        this.drifts = drifts;
        this.rounds = rounds;
        this.providers = providers;
        this.clock = clock;
    }

    /** Of an organisation's connectors, by name. */
    public List<ConnectorHealth> of(UUID organisationId) {
        return health(inbox.of(organisationId));
    }

    /** Of all connectors in use, for the program's own metrics. */
    List<ConnectorHealth> ofAll() {
        return health(inbox.ofAll());
    }

    private List<ConnectorHealth> health(List<InboxState> states) {
        List<UUID> connectors = states.stream().map(InboxState::connectorId).toList();
        var drift = drifts.counts(connectors, clock.instant().minus(RECENT));
        var round = rounds.of(connectors);
        return states.stream()
                .map(state -> health(
                        state,
                        drift.getOrDefault(state.connectorId(), DriftCounts.NONE),
                        round.get(state.connectorId())))
                .toList();
    }

    private ConnectorHealth health(InboxState state, DriftCounts drift, @Nullable Round round) {
        return new ConnectorHealth(
                state.connectorId(),
                state.connectorName(),
                state.lastEventAt(),
                state.lastAppliedAt(),
                state.lag(clock.instant()),
                List.of(
                        new Backlog(EventStatus.PENDING, state.pending()),
                        new Backlog(EventStatus.UNMAPPED, state.unmapped()),
                        new Backlog(EventStatus.DEAD, state.dead())),
                state.dead(),
                drift.found(),
                drift.healed(),
                round == null
                        ? null
                        : new Reconciliation(
                                round.roundBeganAt(), round.roundEndedAt(), round.roundSize(), round.walked()),
                providers.circuit(state.connectorId()));
    }
}
