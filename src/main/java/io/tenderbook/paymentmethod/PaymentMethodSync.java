package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.Verdict.Final;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.ProviderPaymentMethod;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings payment methods in step, reading the provider where the clock alone cannot tell. */
@Singleton
public final class PaymentMethodSync {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentMethodSync.class);

    private static final Progress CUSTOMER_BEING_READ =
            new Progress.Deferred(Duration.ofMillis(200), "Its customer is being read; going on after that.");

    private final PaymentMethodProjection projection;
    private final PaymentMethodReader reader;
    private final CustomerSync customers;
    private final Transactions transactions;

    PaymentMethodSync(
            PaymentMethodProjection projection,
            PaymentMethodReader reader,
            CustomerSync customers,
            Transactions transactions) {
        this.projection = projection;
        this.reader = reader;
        this.customers = customers;
        this.transactions = transactions;
    }

    /** Follows an event that shows a payment method. No transaction may be open on this thread. */
    public Progress follow(Connector connector, ProviderPaymentMethod seen, EventWord word, Follower follower) {
        String owner = word.terminal() ? word.formerCustomerId() : seen.customerId();
        if (owner != null && !customers.ensureKnown(connector, owner)) {
            return CUSTOMER_BEING_READ;
        }
        return Rounds.until(
                () -> transactions.run(() -> Rounds.heard(projection.offer(connector, seen, word), follower)),
                () -> reader.handOn(connector, seen.id(), Asking.event(seen, word, follower)));
    }

    /**
     * Reads a payment method because an event about something else made it worth a look. No transaction may be open on
     * this thread.
     *
     * @param customerExternalId whose it is said to be; null if the event does not say
     */
    public Progress look(
            Connector connector,
            String paymentMethodId,
            @Nullable String customerExternalId,
            EventWord word,
            Follower follower) {
        if (customerExternalId != null && !customers.ensureKnown(connector, customerExternalId)) {
            return CUSTOMER_BEING_READ;
        }
        return reader.handOn(connector, paymentMethodId, Asking.event(null, word, follower));
    }

    /**
     * Follows an event that says no more than that a payment method is gone for good.
     *
     * @param customerExternalId whose it was; null if the event does not say
     */
    public Progress ended(
            Connector connector,
            String paymentMethodId,
            @Nullable String customerExternalId,
            EventWord word,
            Follower follower) {
        return Rounds.until(() -> transactions.run(
                () -> Rounds.heard(projection.end(connector, paymentMethodId, customerExternalId, word), follower)));
    }

    /**
     * Applies the answer to a mutation of ours; reads again if something else was written meanwhile. The mutation has
     * happened, so that a read which fails is no failure of it: the provider's event will bring what it would have shown.
     *
     * @param versionBefore the version, before the mutation was sent, of the object that the answer shows
     * @param listener hears of it inside the transaction in which what is true now was recorded, if that comes to be
     */
    void answered(
            Connector connector,
            ProviderAnswer<ProviderPaymentMethod> answer,
            long versionBefore,
            ProviderCall call,
            boolean detached,
            Cause cause,
            Settlement.Listener listener) {
        Verdict verdict = transactions.run(() -> Rounds.heard(
                projection.answer(
                        connector,
                        answer,
                        versionBefore,
                        null,
                        call.idempotencyKey(),
                        detached,
                        cause,
                        PaymentMethodSource.ATTACH),
                answer.replayed() ? Settlement.Listener.NONE : listener));
        if (!(verdict instanceof Final) || answer.replayed()) {
            lookAgain(connector, answer.value().id(), call, cause, listener);
        }
    }

    /** Applies the answer to a read of ours; reads again if something else was written meanwhile. */
    void shown(
            Connector connector,
            ProviderAnswer<ProviderPaymentMethod> answer,
            long versionBefore,
            ProviderCall call,
            Cause cause) {
        Verdict verdict = transactions.run(() -> projection.answer(
                connector, answer, versionBefore, null, null, false, cause, PaymentMethodSource.IMPORT));
        if (!(verdict instanceof Final)) {
            reader.refresh(connector, answer.value().id(), call, cause);
        }
    }

    private void lookAgain(
            Connector connector, String paymentMethodId, ProviderCall call, Cause cause, Settlement.Listener listener) {
        try {
            reader.refresh(connector, paymentMethodId, call, cause, listener);
        } catch (ProviderException failure) {
            LOG.warn("{} was changed and could not be read again: {}", paymentMethodId, failure.getMessage());
        }
    }
}
