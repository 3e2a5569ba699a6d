package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.Verdict.Final;
import io.tenderbook.paymentmethod.Verdict.MustRead;
import io.tenderbook.paymentmethod.Verdict.UnknownDefault;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderCustomer;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what we know of a provider's customer in step, reading the provider where the clock alone cannot tell. */
@Singleton
public final class CustomerSync {
    private static final Logger LOG = LoggerFactory.getLogger(CustomerSync.class);

    private final CustomerProjection projection;
    private final Ownership ownership;
    private final PaymentMethodReader methods;
    private final ProviderObjects objects;
    private final PaymentProviders providers;
    private final Transactions transactions;

    CustomerSync(
            CustomerProjection projection,
            Ownership ownership,
            PaymentMethodReader methods,
            ProviderObjects objects,
            PaymentProviders providers,
            Transactions transactions) {
        this.projection = projection;
        this.ownership = ownership;
        this.methods = methods;
        this.objects = objects;
        this.providers = providers;
        this.transactions = transactions;
    }

    /** Follows an event about a customer. No transaction may be open on this thread. */
    public Progress follow(Connector connector, ProviderCustomer seen, EventWord word, Settlement.Listener listener) {
        var round = new Round(connector, seen, word, Cause.event(word), listener, ProviderCall::start);
        return Rounds.until(() -> {
            Verdict verdict = transactions.run(
                    () -> Rounds.heard(projection.offer(connector, seen, word, round.readNow), listener));
            return switch (verdict) {
                case MustRead must -> round.read(must.version());
                case UnknownDefault unknown -> round.learn(unknown);
                default -> verdict;
            };
        });
    }

    /**
     * Makes sure that a customer was heard of before anything of it is recorded, so that its name, its default and our own
     * id that it may carry are known. Reads it once; a customer that the provider does not know is not asked for again.
     */
    void ensureKnown(Connector connector, String customerExternalId) {
        boolean known = objects.find(connector.id(), Kind.CUSTOMER, customerExternalId)
                .filter(object -> object.observedAt() != null || object.missing() || object.tombstone())
                .isPresent();
        if (!known && ownership.keepsWordOf(connector, customerExternalId)) {
            refresh(connector, customerExternalId, ProviderCall::start, Cause.IMPORT, Settlement.Listener.NONE);
        }
    }

    /** Reads a customer now and applies the answer. */
    private void refresh(
            Connector connector,
            String customerExternalId,
            Supplier<ProviderCall> calls,
            Cause cause,
            Settlement.Listener listener) {
        look(connector, customerExternalId, new Look(cause, calls, listener));
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
        var first = answer.replayed() ? Settlement.Listener.NONE : listener;
        var round = new Round(connector, null, null, cause, first, () -> call);
        try {
            Verdict verdict = round.apply(answer, versionBefore, changed ? call.idempotencyKey() : null);
            if (!(verdict instanceof Final) || answer.replayed()) {
                refresh(connector, answer.value().id(), () -> call, cause, listener);
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
        var round = new Round(connector, null, null, look.cause(), look.listener(), look.calls());
        Verdict verdict = round.apply(answer, versionBefore, null);
        return verdict instanceof Final end
                ? new Progress.Settled(end.settlement())
                : look(connector, answer.value().id(), look);
    }

    /** Reads a customer and applies the answer. */
    Progress look(Connector connector, String customerExternalId, Look look) {
        var round = new Round(connector, null, null, look.cause(), look.listener(), look.calls());
        return Rounds.until(() ->
                round.readById(customerExternalId, objects.version(connector.id(), Kind.CUSTOMER, customerExternalId)));
    }

    /** One piece of work on one customer, with what was read in its course. */
    private final class Round {
        private final Connector connector;
        private final @Nullable ProviderCustomer seen;
        private final @Nullable EventWord word;
        private final Cause cause;
        private final Settlement.Listener listener;
        private final Supplier<ProviderCall> calls;
        private final Set<String> readNow = new HashSet<>();

        Round(
                Connector connector,
                @Nullable ProviderCustomer seen,
                @Nullable EventWord word,
                Cause cause,
                Settlement.Listener listener,
                Supplier<ProviderCall> calls) {
            this.connector = connector;
            this.seen = seen;
            this.word = word;
            this.cause = cause;
            this.listener = listener;
            this.calls = calls;
        }

        Verdict read(long version) {
            return seen == null ? new Verdict.Overtaken() : readById(seen.id(), version);
        }

        Verdict readById(String id, long version) {
            ProviderAnswer<ProviderCustomer> answer;
            try {
                answer = providers.of(connector).readCustomer(connector, id, calls.get());
            } catch (ProviderException.CustomerNotFound unknown) {
                return learning(() -> transactions.run(
                        () -> Rounds.heard(projection.missing(connector, id, version, seen, word, readNow), listener)));
            }
            return apply(answer, version, null);
        }

        Verdict apply(ProviderAnswer<ProviderCustomer> answer, long version, @Nullable String echoKey) {
            Instant floor = word == null ? null : word.created();
            return learning(() -> transactions.run(() -> Rounds.heard(
                    projection.answer(connector, answer, version, floor, echoKey, cause, readNow), listener)));
        }

        /** An answer that names a default of which we know too little is offered again once that was read. */
        private Verdict learning(Supplier<Verdict> offer) {
            Verdict verdict = offer.get();
            if (verdict instanceof UnknownDefault unknown) {
                learn(unknown);
                return offer.get();
            }
            return verdict;
        }

        Verdict learn(UnknownDefault unknown) {
            methods.refresh(connector, unknown.paymentMethodId(), calls.get(), cause);
            readNow.add(unknown.paymentMethodId());
            return new Verdict.Overtaken();
        }
    }
}
