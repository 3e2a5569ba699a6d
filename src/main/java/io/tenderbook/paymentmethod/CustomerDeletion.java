package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.IntentKind;
import io.tenderbook.paymentmethod.intent.IntentPlan;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderCustomer;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Deletes a customer at a provider; ours ends with the last of them. */
@Singleton
final class CustomerDeletion implements IntentStep {
    private static final String LAST = "last";

    private final Intents intents;
    private final IntentCalls calls;
    private final ProviderObjects objects;
    private final CustomerSync sync;
    private final Unlinking unlinking;
    private final PaymentProviders providers;
    private final Transactions transactions;

    CustomerDeletion(
            Intents intents,
            IntentCalls calls,
            ProviderObjects objects,
            CustomerSync sync,
            Unlinking unlinking,
            PaymentProviders providers,
            Transactions transactions) {
        this.intents = intents;
        this.calls = calls;
        this.objects = objects;
        this.sync = sync;
        this.unlinking = unlinking;
        this.providers = providers;
        this.transactions = transactions;
    }

    /** @param last whether ours is deleted after it */
    static IntentPlan plan(Mutation mutation, Connector connector, ConnectorMapping mapping, boolean last) {
        return new IntentPlan(
                operationAt(connector, mutation),
                IntentKind.DELETE_CUSTOMER,
                connector,
                mapping.customerId(),
                mapping.externalId(),
                null,
                Map.of(LAST, last),
                mutation.cause().id());
    }

    /** An operation has one step of a kind, and this one has a step at each connector: each gets an operation of its own. */
    private static UUID operationAt(Connector connector, Mutation mutation) {
        String both = mutation.operationId() + " " + connector.id();
        return UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public IntentKind kind() {
        return IntentKind.DELETE_CUSTOMER;
    }

    @Override
    public void carryOut(Intent intent, Connector connector, ProviderCall call) {
        calls.make(intent, () -> {
            var keyed = call.keyed(intent.providerKey());
            long version = objects.version(connector.id(), Kind.CUSTOMER, intent.customer());
            try {
                record(
                        intent,
                        connector,
                        providers.of(connector).deleteCustomer(connector, intent.customer(), keyed),
                        version,
                        keyed);
            } catch (ProviderException.CustomerNotFound already) {
                finish(intent);
            }
            return null;
        });
    }

    private void record(
            Intent intent,
            Connector connector,
            ProviderAnswer<ProviderCustomer> answer,
            long version,
            ProviderCall call) {
        sync.answered(connector, answer, version, call, true, Cause.of(intent), Settlement.Listener.NONE);
        finish(intent);
    }

    private void finish(Intent intent) {
        transactions.run(() -> {
            if (Boolean.TRUE.equals(intent.parameter().get(LAST))) {
                unlinking.delete(
                        intent.organisationId(), Objects.requireNonNull(intent.customerId()), Cause.of(intent));
            }
            intents.done(intent, null);
            return null;
        });
    }

    @Override
    public Sight look(Intent intent, Connector connector, ProviderCall call) {
        long version = objects.version(connector.id(), Kind.CUSTOMER, intent.customer());
        ProviderAnswer<ProviderCustomer> answer;
        try {
            answer = providers.of(connector).readCustomer(connector, intent.customer(), call);
        } catch (ProviderException.CustomerNotFound gone) {
            finish(intent);
            return Sight.DONE;
        }
        if (answer.value().deleted()) {
            record(intent, connector, answer, version, call);
            return Sight.DONE;
        }
        sync.answered(connector, answer, version, call, false, Cause.of(intent), Settlement.Listener.NONE);
        return Sight.NOT_DONE;
    }
}
