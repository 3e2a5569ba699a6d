package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.Verdict.Final;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.ProviderPage;
import io.tenderbook.provider.ProviderPaymentMethod;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings the payment methods of one customer in step with the provider's list, and looks again at what is not listed. */
@Singleton
final class PaymentMethodPull {
    /** Stripe allows a customer some hundreds of payment methods; this bounds the walk if a list never ends. */
    private static final int MOST_PAGES = 100;

    private final PaymentMethodProjection projection;
    private final PaymentMethodReader reader;
    private final ProviderObjects objects;
    private final PaymentProviders providers;
    private final Transactions transactions;

    PaymentMethodPull(
            PaymentMethodProjection projection,
            PaymentMethodReader reader,
            ProviderObjects objects,
            PaymentProviders providers,
            Transactions transactions) {
        this.projection = projection;
        this.reader = reader;
        this.objects = objects;
        this.providers = providers;
        this.transactions = transactions;
    }

    /** Brings in everything that the provider lists for a customer, then looks again at what it no longer lists. */
    Tally pull(Connector connector, String customerExternalId, Look look) {
        Map<String, Long> versions = objects.versionsOf(connector.id(), customerExternalId);
        Set<String> unlisted = new HashSet<>(versions.keySet());
        var tally = Tally.NONE;
        String after = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            var found = list(connector, customerExternalId, after, look);
            if (found == null) {
                break;
            }
            for (ProviderAnswer<ProviderPaymentMethod> item : found.items()) {
                String id = item.value().id();
                unlisted.remove(id);
                tally = tally.plus(Tally.ofMethod(apply(connector, item, versions.getOrDefault(id, 0L), look)));
            }
            after = found.next();
            if (after == null) {
                break;
            }
        }
        return tally.plus(readAll(connector, unlisted, look));
    }

    /** Reads what we take to be this customer's, one by one: the provider lists nothing of a customer that is gone. */
    Tally readAllOf(Connector connector, String customerExternalId, Look look) {
        return readAll(
                connector,
                objects.versionsOf(connector.id(), customerExternalId).keySet(),
                look);
    }

    Progress read(Connector connector, String paymentMethodId, Look look) {
        return reader.refresh(connector, paymentMethodId, look.calls().get(), look.cause(), look.listener());
    }

    private Tally readAll(Connector connector, Set<String> paymentMethodIds, Look look) {
        var tally = Tally.NONE;
        for (String id : paymentMethodIds) {
            tally = tally.plus(Tally.ofMethod(read(connector, id, look)));
        }
        return tally;
    }

    /** Null if the provider does not know the customer (any more). */
    private @Nullable ProviderPage<ProviderPaymentMethod> list(
            Connector connector, String customerExternalId, @Nullable String after, Look look) {
        try {
            return providers
                    .of(connector)
                    .listPaymentMethods(
                            connector, customerExternalId, after, look.calls().get());
        } catch (ProviderException.CustomerNotFound gone) {
            return null;
        }
    }

    private Progress apply(Connector connector, ProviderAnswer<ProviderPaymentMethod> item, long version, Look look) {
        var verdict = transactions.run(() -> Rounds.heard(
                projection.answer(
                        connector, item, version, null, null, false, look.cause(), PaymentMethodSource.IMPORT),
                look.listener()));
        return verdict instanceof Final end
                ? new Progress.Settled(end.settlement())
                : read(connector, item.value().id(), look);
    }
}
