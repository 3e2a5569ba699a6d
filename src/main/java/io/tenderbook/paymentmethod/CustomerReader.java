package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.Verdict.UnknownDefault;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCustomer;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads customers at the provider and applies the answers, reading a default of which too little is known first. No
 * transaction may be open on the calling thread.
 */
@Singleton
final class CustomerReader {
    private final CustomerProjection projection;
    private final PaymentMethodReader methods;
    private final ProviderObjects objects;
    private final PaymentProviders providers;
    private final Transactions transactions;
    private final ReadGroups<ProviderCustomer> groups;

    CustomerReader(
            CustomerProjection projection,
            PaymentMethodReader methods,
            ProviderObjects objects,
            PaymentProviders providers,
            Transactions transactions,
            ReadThreads threads) {
        this.projection = projection;
        this.methods = methods;
        this.objects = objects;
        this.providers = providers;
        this.transactions = transactions;
        groups = new ReadGroups<>(threads, group -> read(group.reading()));
    }

    /** Has a customer read for an event, together with others that wait for the same. */
    Progress handOn(Connector connector, String customerId, Asking<ProviderCustomer> asking) {
        return groups.handOn(connector, customerId, asking);
    }

    /** Whether a customer is being read for an event now. */
    boolean reads(Connector connector, String customerId) {
        return groups.busy(connector, customerId);
    }

    /** Waits until a customer that an event mentions was read, together with others that wait for the same. */
    Progress learn(Connector connector, String customerId, Cause cause) {
        return groups.readNow(connector, customerId, cause);
    }

    /** Reads until an answer was not overtaken. */
    Progress read(Reading<ProviderCustomer> reading) {
        var connector = reading.connector();
        String id = reading.externalId();
        return Rounds.until(() -> {
            long version = objects.version(connector.id(), Kind.CUSTOMER, id);
            ProviderAnswer<ProviderCustomer> answer;
            try {
                answer = providers
                        .of(connector)
                        .readCustomer(connector, id, reading.calls().get());
            } catch (ProviderException.CustomerNotFound unknown) {
                return offer(
                        reading,
                        readNow -> projection.missing(connector, id, version, reading.seen(), reading.word(), readNow));
            }
            return apply(reading, answer, version, null);
        });
    }

    /**
     * Applies the answer to a call of ours.
     *
     * @param echoKey the key of the call, if it was to change the customer
     */
    Verdict apply(
            Reading<ProviderCustomer> reading,
            ProviderAnswer<ProviderCustomer> answer,
            long versionBefore,
            @Nullable String echoKey) {
        return offer(
                reading,
                readNow -> projection.answer(
                        reading.connector(),
                        answer,
                        versionBefore,
                        reading.floor(),
                        echoKey,
                        reading.cause(),
                        readNow));
    }

    /** An answer that names a default of which we know too little is offered again once that was read. */
    private Verdict offer(Reading<ProviderCustomer> reading, Function<Set<String>, Verdict> offer) {
        Set<String> readNow = new HashSet<>();
        Supplier<Verdict> once = () -> transactions.run(() -> reading.heard().apply(offer.apply(readNow)));
        Verdict verdict = once.get();
        if (verdict instanceof UnknownDefault unknown) {
            methods.refresh(
                    reading.connector(),
                    unknown.paymentMethodId(),
                    reading.calls().get(),
                    reading.cause());
            readNow.add(unknown.paymentMethodId());
            return once.get();
        }
        return verdict;
    }
}
