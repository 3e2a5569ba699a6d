package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.Verdict.Final;
import io.tenderbook.paymentmethod.Verdict.UnknownDefault;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderCustomer;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what we know of a provider's customer in step, reading the provider where the clock alone cannot tell. */
@Singleton
public final class CustomerSync {
    private static final Logger LOG = LoggerFactory.getLogger(CustomerSync.class);

    private final CustomerProjection projection;
    private final CustomerReader reader;
    private final PaymentMethodReader methods;
    private final Ownership ownership;
    private final ProviderObjects objects;
    private final Transactions transactions;

    CustomerSync(
            CustomerProjection projection,
            CustomerReader reader,
            PaymentMethodReader methods,
            Ownership ownership,
            ProviderObjects objects,
            Transactions transactions) {
        this.projection = projection;
        this.reader = reader;
        this.methods = methods;
        this.ownership = ownership;
        this.objects = objects;
        this.transactions = transactions;
    }

    /** Follows an event about a customer. No transaction may be open on this thread. */
    public Progress follow(Connector connector, ProviderCustomer seen, EventWord word, Follower follower) {
        Set<String> readNow = new HashSet<>();
        return Rounds.until(
                () -> {
                    Verdict verdict = transactions.run(
                            () -> Rounds.heard(projection.offer(connector, seen, word, readNow), follower));
                    if (verdict instanceof UnknownDefault unknown) {
                        methods.learn(connector, unknown.paymentMethodId(), Cause.event(word));
                        readNow.add(unknown.paymentMethodId());
                    }
                    return verdict;
                },
                () -> reader.handOn(connector, seen.id(), Asking.event(seen, word, follower)));
    }

    /**
     * Makes sure that a customer was heard of before an event records anything of it, so that its name, its default and our
     * own id that it may carry are known. Reads it once; a customer that the provider does not know is not asked for again.
     *
     * @return false if it is being read for another event at this moment
     */
    boolean ensureKnown(Connector connector, String customerExternalId) {
        boolean known = objects.find(connector.id(), Kind.CUSTOMER, customerExternalId)
                .filter(object -> object.observedAt() != null || object.missing() || object.tombstone())
                .isPresent();
        if (known || !ownership.keepsWordOf(connector, customerExternalId)) {
            return true;
        }
        if (reader.reads(connector, customerExternalId)) {
            return false;
        }
        reader.learn(connector, customerExternalId, Cause.IMPORT);
        return true;
    }

    /**
     * Applies the answer to a call of ours; reads again, under the same deadline, if something else was written meanwhile.
     * A change has happened, so that a read which fails is no failure of it: the provider's event will bring the rest.
     *
     * @param versionBefore the customer's version before the call was sent
     * @param changed whether the call was to change the customer
     * @param listener hears of it inside the transaction in which what is true now was recorded, if that comes to be
     */
    void answered(
            Connector connector,
            ProviderAnswer<ProviderCustomer> answer,
            long versionBefore,
            ProviderCall call,
            boolean changed,
            Cause cause,
            Settlement.Listener listener) {
        var look = new Look(cause, () -> call, listener);
        var first = new Look(cause, () -> call, answer.replayed() ? Settlement.Listener.NONE : listener);
        try {
            Verdict verdict = reader.apply(
                    Reading.of(connector, answer.value().id(), first),
                    answer,
                    versionBefore,
                    changed ? call.idempotencyKey() : null);
            if (!(verdict instanceof Final) || answer.replayed()) {
                look(connector, answer.value().id(), look);
            }
        } catch (ProviderException failure) {
            if (!changed) {
                throw failure;
            }
            LOG.warn(
                    "{} was changed and could not be read again: {}",
                    answer.value().id(),
                    failure.getMessage());
        }
    }

    /** Applies what a look at a customer has shown; reads it if something else was written meanwhile. */
    Progress apply(Connector connector, ProviderAnswer<ProviderCustomer> answer, long versionBefore, Look look) {
        String id = answer.value().id();
        Verdict verdict = reader.apply(Reading.of(connector, id, look), answer, versionBefore, null);
        return verdict instanceof Final end ? new Progress.Settled(end.settlement()) : look(connector, id, look);
    }

    /** Reads a customer and applies the answer. */
    Progress look(Connector connector, String customerExternalId, Look look) {
        return reader.read(Reading.of(connector, customerExternalId, look));
    }
}
