package io.tenderbook.provider;

import jakarta.inject.Singleton;
import java.util.List;

/** The providers that this program speaks to. */
@Singleton
public final class PaymentProviders {
    private final List<PaymentProvider> providers;

    PaymentProviders(List<PaymentProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /**
     * The provider at which a connector is.
     *
     * @throws IllegalStateException if this program does not speak to it
     */
    public PaymentProvider of(Connector connector) {
        return providers.stream()
                .filter(provider -> provider.name().equals(connector.provider()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no provider named " + connector.provider()));
    }
}
