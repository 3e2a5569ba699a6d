package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderCustomer;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings one customer of a connector in step with the provider, with everything that it has there: reads the customer,
 * lists its payment methods, and reads those of ours that are not listed. All through the projections, so webhooks and
 * mutations may go on meanwhile. No transaction may be open on this thread.
 */
@Singleton
public final class CustomerPull {
    private final Ownership ownership;
    private final CustomerSync customers;
    private final PaymentMethodPull methods;
    private final PaymentMethodQueries queries;
    private final ProviderObjects objects;
    private final PaymentProviders providers;
    private final Transactions transactions;

    CustomerPull(
            Ownership ownership,
            CustomerSync customers,
            PaymentMethodPull methods,
            PaymentMethodQueries queries,
            ProviderObjects objects,
            PaymentProviders providers,
            Transactions transactions) {
        this.ownership = ownership;
        this.customers = customers;
        this.methods = methods;
        this.queries = queries;
        this.objects = objects;
        this.providers = providers;
        this.transactions = transactions;
    }

    /**
     * Reads the customer first.
     *
     * @param listener hears of each object inside the transaction that settled it
     * @throws ProviderException if the provider fails; what was settled before that stands
     */
    public Tally pull(Connector connector, String externalId, Cause cause, Settlement.Listener listener) {
        return pull(connector, externalId, new Look(cause, ProviderCall::start, listener));
    }

    /**
     * Takes the customer as a list of the provider showed it. It counts only if nothing was ever written about that
     * customer, as nobody knows the version of something that a list is yet to show; else the customer is read.
     */
    public Tally pull(
            Connector connector, ProviderAnswer<ProviderCustomer> listed, Cause cause, Settlement.Listener listener) {
        return pull(connector, listed, 0, new Look(cause, ProviderCall::start, listener));
    }

    /** Whether this customer is, or ever was, one of ours. */
    public boolean isKnown(Connector connector, String externalId) {
        return ownership.isMapped(connector, externalId);
    }

    /** Looks at one payment method again, such as one that a read has shown without an owner. */
    public Tally lookAgain(Connector connector, String paymentMethodId, Cause cause, Settlement.Listener listener) {
        return Tally.ofMethod(methods.read(connector, paymentMethodId, new Look(cause, ProviderCall::start, listener)));
    }

    /** The payment methods that must be looked at again, in the order in which they can be. */
    public List<Unsettled> unsettled(Connector connector, int most) {
        return objects.ownerless(connector.id(), most).stream()
                .map(object -> new Unsettled(
                        object.externalId(),
                        Objects.requireNonNull(object.ownerlessSince()).plus(PaymentMethodProjection.OWNERLESS)))
                .toList();
    }

    /** Payment methods that are not detached and of which no owner is known, in the order of their ids. */
    public List<PaymentMethod> ownerless(Connector connector, @Nullable UUID after, int most) {
        return queries.ownerless(connector.id(), after, most);
    }

    /** The same within the deadline of a mutation. */
    Tally pull(Connector connector, String externalId, Cause cause, ProviderCall call) {
        Supplier<ProviderCall> calls = call::next;
        return pull(connector, externalId, new Look(cause, calls, Settlement.Listener.NONE));
    }

    private Tally pull(Connector connector, String externalId, Look look) {
        if (!ownership.keepsWordOf(connector, externalId)) {
            return Tally.ofSkipped();
        }
        var known = objects.find(connector.id(), Kind.CUSTOMER, externalId);
        if (known.filter(ProviderObject::tombstone).isPresent()) {
            return methods.readAllOf(connector, externalId, look);
        }
        long version = known.map(ProviderObject::version).orElse(0L);
        ProviderAnswer<ProviderCustomer> answer;
        try {
            answer = providers
                    .of(connector)
                    .readCustomer(connector, externalId, look.calls().get());
        } catch (ProviderException.CustomerNotFound unknown) {
            return Tally.ofCustomer(customers.look(connector, externalId, look))
                    .plus(methods.readAllOf(connector, externalId, look));
        }
        return pull(connector, answer, version, look);
    }

    private Tally pull(Connector connector, ProviderAnswer<ProviderCustomer> answer, long version, Look look) {
        var seen = answer.value();
        if (seen.deleted()) {
            var customer = Tally.ofCustomer(customers.apply(connector, answer, version, look));
            return customer.plus(methods.readAllOf(connector, seen.id(), look));
        }
        boolean known = ownership.isMapped(connector, seen.id());
        if (!known && !isOurs(connector, seen, look)) {
            return Tally.ofSkipped();
        }
        // The payment methods first: then the customer's default is among what is known.
        var tally = methods.pull(connector, seen.id(), look);
        var progress = customers.apply(connector, answer, version, look);
        return tally.plus(known ? Tally.ofCustomer(progress) : Tally.ofNewCustomer());
    }

    /** Maps the customer now, if it is to be, so that our id that it may carry counts before anything of it is recorded. */
    private boolean isOurs(Connector connector, ProviderCustomer seen, Look look) {
        return transactions.run(() -> {
            if (objects.lock(connector.id(), Kind.CUSTOMER, seen.id()).tombstone()) {
                return false;
            }
            boolean known = ownership.isMapped(connector, seen.id());
            Optional<ConnectorMapping> mapping = ownership.mappingOf(connector, seen);
            if (!known && mapping.isPresent()) {
                look.listener().settled(new Settlement.Applied(Difference.created(Kind.CUSTOMER, seen.id())));
            }
            return mapping.isPresent();
        });
    }
}
