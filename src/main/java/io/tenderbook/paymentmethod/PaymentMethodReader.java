package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.ProviderPaymentMethod;
import jakarta.inject.Singleton;

/**
 * Reads payment methods at the provider and applies the answers, without looking at their customers first. No transaction
 * may be open on the calling thread.
 */
@Singleton
final class PaymentMethodReader {
    private final PaymentMethodProjection projection;
    private final ProviderObjects objects;
    private final PaymentProviders providers;
    private final Transactions transactions;
    private final ReadGroups<ProviderPaymentMethod> groups;

    PaymentMethodReader(
            PaymentMethodProjection projection,
            ProviderObjects objects,
            PaymentProviders providers,
            Transactions transactions,
            ReadThreads threads) {
        this.projection = projection;
        this.objects = objects;
        this.providers = providers;
        this.transactions = transactions;
        groups = new ReadGroups<>(threads, group -> read(group.reading()));
    }

    /** Has a payment method read for an event, together with others that wait for the same. */
    Progress handOn(Connector connector, String paymentMethodId, Asking<ProviderPaymentMethod> asking) {
        return groups.handOn(connector, paymentMethodId, asking);
    }

    /** Waits until a payment method that an event mentions was read, together with others that wait for the same. */
    Progress learn(Connector connector, String paymentMethodId, Cause cause) {
        return groups.readNow(connector, paymentMethodId, cause);
    }

    /** Reads alone until an answer was not overtaken, all within the deadline of the call. */
    Progress refresh(Connector connector, String paymentMethodId, ProviderCall call, Cause cause) {
        return refresh(connector, paymentMethodId, call, cause, Settlement.Listener.NONE);
    }

    Progress refresh(
            Connector connector, String paymentMethodId, ProviderCall call, Cause cause, Settlement.Listener listener) {
        return read(Reading.of(connector, paymentMethodId, new Look(cause, () -> call, listener)));
    }

    private Progress read(Reading<ProviderPaymentMethod> reading) {
        var connector = reading.connector();
        String id = reading.externalId();
        return Rounds.until(() -> {
            long version = objects.version(connector.id(), Kind.PAYMENT_METHOD, id);
            ProviderAnswer<ProviderPaymentMethod> answer;
            try {
                answer = providers
                        .of(connector)
                        .readPaymentMethod(connector, id, reading.calls().get());
            } catch (ProviderException.PaymentMethodNotFound unknown) {
                return transactions.run(() -> reading.heard()
                        .apply(projection.missing(
                                connector, id, version, reading.seen(), reading.word(), reading.cause())));
            }
            return transactions.run(() -> reading.heard()
                    .apply(projection.answer(
                            connector,
                            answer,
                            version,
                            reading.floor(),
                            null,
                            false,
                            reading.cause(),
                            reading.source())));
        });
    }
}
