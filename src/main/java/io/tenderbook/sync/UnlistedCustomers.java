package io.tenderbook.sync;

import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.paymentmethod.Cause;
import io.tenderbook.paymentmethod.CustomerPull;
import io.tenderbook.paymentmethod.Settlement;
import io.tenderbook.paymentmethod.Tally;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderCustomer;
import io.tenderbook.provider.ProviderPage;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The customers of ours that a connector's account does not list: deleted there, or never known. The list is gone through
 * once more to find them, which is one call for a hundred customers.
 */
@Singleton
final class UnlistedCustomers {
    /** As many are held in memory at once. */
    private static final int MOST = 100_000;

    private final CustomerPull customers;
    private final Mappings mappings;
    private final PaymentProviders providers;

    UnlistedCustomers(CustomerPull customers, Mappings mappings, PaymentProviders providers) {
        this.customers = customers;
        this.mappings = mappings;
        this.providers = providers;
    }

    Tally walk(Connector connector, Patience patience) throws InterruptedException {
        var tally = Tally.NONE;
        @Nullable UUID after = null;
        do {
            List<ConnectorMapping> ours = mappings.active(connector, after, MOST);
            Map<String, ConnectorMapping> unlisted =
                    ours.stream().collect(Collectors.toMap(ConnectorMapping::externalId, Function.identity()));
            crossOut(unlisted, connector, patience);
            tally = tally.plus(Strides.walk(
                    List.copyOf(unlisted.keySet()),
                    id -> patience.work(
                            () -> customers.pull(connector, id, Cause.BACKFILL, Settlement.Listener.NONE))));
            after = ours.size() < MOST ? null : ours.getLast().id();
        } while (after != null);
        return tally;
    }

    private void crossOut(Map<String, ConnectorMapping> unlisted, Connector connector, Patience patience)
            throws InterruptedException {
        @Nullable String after = null;
        while (!unlisted.isEmpty()) {
            String from = after;
            ProviderPage<ProviderCustomer> page = patience.work(
                    () -> providers.of(connector).listCustomers(connector, null, from, ProviderCall.start()));
            page.items().forEach(customer -> unlisted.remove(customer.value().id()));
            after = page.next();
            if (after == null) {
                return;
            }
        }
    }
}
