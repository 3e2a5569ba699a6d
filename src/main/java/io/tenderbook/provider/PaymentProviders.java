package io.tenderbook.provider;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The providers that this program speaks to, each connector's behind a guard of its own. */
@Singleton
public final class PaymentProviders {
    private final List<PaymentProvider> providers;
    private final GuardSettings settings;
    private final CallMeters meters;
    private final CallSpans spans;
    private final Map<UUID, ConnectorGuard> guards = new ConcurrentHashMap<>();

    PaymentProviders(List<PaymentProvider> providers, GuardSettings settings, CallMeters meters, CallSpans spans) {
        this.providers = List.copyOf(providers);
        this.settings = settings;
        this.meters = meters;
        this.spans = spans;
    }

    /**
     * The provider at which a connector is. Its reads wait for their turn, within the deadline of the call; every call may
     * be refused with {@link ProviderException.Unavailable} without having been sent.
     *
     * @throws IllegalStateException if this program does not speak to it
     */
    public PaymentProvider of(Connector connector) {
        PaymentProvider provider = providers.stream()
                .filter(candidate -> candidate.name().equals(connector.provider()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no provider named " + connector.provider()));
        return new GuardedProvider(
                provider,
                guards.computeIfAbsent(connector.id(), id -> new ConnectorGuard(connector, settings, meters, spans))
                        .of(connector));
    }

    /** Whether this instance asks a connector's provider at present; {@code CLOSED} too if it never has. */
    public CircuitState circuit(UUID connectorId) {
        ConnectorGuard guard = guards.get(connectorId);
        return guard == null ? CircuitState.CLOSED : guard.state();
    }
}
