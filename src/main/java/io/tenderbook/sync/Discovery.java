package io.tenderbook.sync;

import io.tenderbook.paymentmethod.Cause;
import io.tenderbook.paymentmethod.CustomerPull;
import io.tenderbook.paymentmethod.Settlement;
import io.tenderbook.paymentmethod.Tally;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.CreatedRange;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderCustomer;
import io.tenderbook.provider.ProviderPage;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The customers that a provider made in some time and of which no event told us. */
@Singleton
final class Discovery {
    private final CustomerPull customers;
    private final PaymentProviders providers;

    Discovery(CustomerPull customers, PaymentProviders providers) {
        this.customers = customers;
        this.providers = providers;
    }

    Tally walk(Connector connector, CreatedRange created, Settlement.Listener listener, Patience patience)
            throws InterruptedException {
        var tally = Tally.NONE;
        @Nullable String after = null;
        do {
            String from = after;
            ProviderPage<ProviderCustomer> page = patience.work(
                    () -> providers.of(connector).listCustomers(connector, created, from, ProviderCall.start()));
            var unknown = page.items().stream()
                    .filter(customer ->
                            !customers.isKnown(connector, customer.value().id()))
                    .toList();
            tally = tally.plus(Strides.walk(
                    unknown,
                    customer ->
                            patience.work(() -> customers.pull(connector, customer, Cause.RECONCILIATION, listener))));
            after = page.next();
        } while (after != null);
        return tally;
    }
}
