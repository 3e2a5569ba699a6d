package io.tenderbook.sync;

import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.sync.ConnectorHealth.Backlog;
import io.tenderbook.webhook.EventStatus;
import io.tenderbook.webhook.InboxState;
import io.tenderbook.webhook.InboxStates;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Tells whether the records follow the providers, connector by connector. */
@Singleton
public final class SyncHealth {
    private final InboxStates inbox;
    private final PaymentProviders providers;
    private final Clock clock;

    SyncHealth(InboxStates inbox, PaymentProviders providers, Clock clock) {
        this.inbox = inbox;
        this.providers = providers;
        this.clock = clock;
    }

    /** Of an organisation's connectors, by name. */
    public List<ConnectorHealth> of(UUID organisationId) {
        return inbox.of(organisationId).stream().map(this::health).toList();
    }

    /** Of all connectors in use, for the program's own metrics. */
    List<ConnectorHealth> ofAll() {
        return inbox.ofAll().stream().map(this::health).toList();
    }

    private ConnectorHealth health(InboxState state) {
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
                providers.circuit(state.connectorId()));
    }
}
