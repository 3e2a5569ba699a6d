package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.ProviderMandate;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Brings mandates in step, reading the provider where the clock alone cannot tell. */
@Singleton
public final class MandateSync {
    private final MandateProjection projection;
    private final ProviderObjects objects;
    private final PaymentProviders providers;
    private final Transactions transactions;
    private final ReadGroups<ProviderMandate> groups;

    MandateSync(
            MandateProjection projection,
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

    /** Follows an event about a mandate. No transaction may be open on this thread. */
    public Progress follow(Connector connector, ProviderMandate seen, EventWord word, Follower follower) {
        return Rounds.until(
                () -> transactions.run(() -> Rounds.heard(projection.offer(connector, seen, word), follower)),
                () -> groups.handOn(connector, seen.id(), Asking.event(seen, word, follower)));
    }

    private Progress read(Reading<ProviderMandate> reading) {
        var connector = reading.connector();
        var seen = Objects.requireNonNull(reading.seen());
        var word = Objects.requireNonNull(reading.word());
        return Rounds.until(() -> {
            long version = objects.version(connector.id(), Kind.MANDATE, reading.externalId());
            ProviderAnswer<ProviderMandate> answer;
            try {
                answer = providers
                        .of(connector)
                        .readMandate(
                                connector, reading.externalId(), reading.calls().get());
            } catch (ProviderException.MandateNotFound unknown) {
                return transactions.run(
                        () -> reading.heard().apply(projection.missing(connector, seen, version, word)));
            }
            return transactions.run(() -> reading.heard().apply(projection.answer(connector, answer, version, word)));
        });
    }
}
