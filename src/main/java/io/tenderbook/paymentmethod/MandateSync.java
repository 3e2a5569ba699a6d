package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.Verdict.MustRead;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.ProviderMandate;
import jakarta.inject.Singleton;

/** Brings mandates in step, reading the provider where the clock alone cannot tell. */
@Singleton
public final class MandateSync {
    private final MandateProjection projection;
    private final PaymentProviders providers;
    private final Transactions transactions;

    MandateSync(MandateProjection projection, PaymentProviders providers, Transactions transactions) {
        this.projection = projection;
        this.providers = providers;
        this.transactions = transactions;
    }

    /** Follows an event about a mandate. No transaction may be open on this thread. */
    public Progress follow(Connector connector, ProviderMandate seen, EventWord word, Settlement.Listener listener) {
        return Rounds.until(() -> {
            Verdict verdict = transactions.run(() -> Rounds.heard(projection.offer(connector, seen, word), listener));
            return verdict instanceof MustRead must ? read(connector, seen, must.version(), word, listener) : verdict;
        });
    }

    private Verdict read(
            Connector connector, ProviderMandate seen, long version, EventWord word, Settlement.Listener listener) {
        ProviderAnswer<ProviderMandate> answer;
        try {
            answer = providers.of(connector).readMandate(connector, seen.id(), ProviderCall.start());
        } catch (ProviderException.MandateNotFound unknown) {
            return transactions.run(() -> Rounds.heard(projection.missing(connector, seen, version, word), listener));
        }
        return transactions.run(() -> Rounds.heard(projection.answer(connector, answer, version, word), listener));
    }
}
