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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads one payment method at the provider and applies the answer, without looking at its customer first. */
@Singleton
final class PaymentMethodReader {
    private final PaymentMethodProjection projection;
    private final ProviderObjects objects;
    private final PaymentProviders providers;
    private final Transactions transactions;

    PaymentMethodReader(
            PaymentMethodProjection projection,
            ProviderObjects objects,
            PaymentProviders providers,
            Transactions transactions) {
        this.projection = projection;
        this.objects = objects;
        this.providers = providers;
        this.transactions = transactions;
    }

    /** Reads until an answer was not overtaken, all within the deadline of the call. */
    Progress refresh(Connector connector, String paymentMethodId, ProviderCall call, Cause cause) {
        return refresh(connector, paymentMethodId, call, cause, Settlement.Listener.NONE);
    }

    Progress refresh(
            Connector connector, String paymentMethodId, ProviderCall call, Cause cause, Settlement.Listener listener) {
        return Rounds.until(() -> read(
                connector,
                paymentMethodId,
                objects.version(connector.id(), Kind.PAYMENT_METHOD, paymentMethodId),
                new Reading(null, null, null, cause, PaymentMethodSource.IMPORT, listener),
                call));
    }

    /**
     * Why a read is made.
     *
     * @param seen the snapshot that the event showed; null if no event about this object caused the read
     * @param word what that event said beside it
     * @param floor the second of the event that caused the read; null if none did
     */
    record Reading(
            @Nullable ProviderPaymentMethod seen,
            @Nullable EventWord word,
            @Nullable Instant floor,
            Cause cause,
            PaymentMethodSource source,
            Settlement.Listener listener) {}

    /** One read; the version is that from before it. */
    Verdict read(Connector connector, String paymentMethodId, long version, Reading reading, ProviderCall call) {
        ProviderAnswer<ProviderPaymentMethod> answer;
        try {
            answer = providers.of(connector).readPaymentMethod(connector, paymentMethodId, call);
        } catch (ProviderException.PaymentMethodNotFound unknown) {
            return transactions.run(() -> Rounds.heard(
                    projection.missing(
                            connector, paymentMethodId, version, reading.seen(), reading.word(), reading.cause()),
                    reading.listener()));
        }
        return transactions.run(() -> Rounds.heard(
                projection.answer(
                        connector, answer, version, reading.floor(), null, false, reading.cause(), reading.source()),
                reading.listener()));
    }
}
