package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.IntentKind;
import io.tenderbook.paymentmethod.intent.IntentPlan;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.ProviderPaymentMethod;
import jakarta.inject.Singleton;
import java.util.Map;

/** Detaches a payment method at the provider, and records it. */
@Singleton
final class DetachStep implements IntentStep {
    private final Intents intents;
    private final IntentCalls calls;
    private final ProviderObjects objects;
    private final PaymentMethodSync sync;
    private final PaymentProviders providers;

    DetachStep(
            Intents intents,
            IntentCalls calls,
            ProviderObjects objects,
            PaymentMethodSync sync,
            PaymentProviders providers) {
        this.intents = intents;
        this.calls = calls;
        this.objects = objects;
        this.sync = sync;
        this.providers = providers;
    }

    static IntentPlan plan(Mutation mutation, Connector connector, PaymentMethod method) {
        return new IntentPlan(
                mutation.operationId(),
                IntentKind.DETACH,
                connector,
                method.customerId(),
                method.ownerExternalId(),
                method.stripeId(),
                Map.of(),
                mutation.cause().id());
    }

    @Override
    public IntentKind kind() {
        return IntentKind.DETACH;
    }

    @Override
    public void carryOut(Intent intent, Connector connector, ProviderCall call) {
        calls.make(intent, () -> {
            var keyed = call.keyed(intent.providerKey());
            long version = objects.version(connector.id(), Kind.PAYMENT_METHOD, intent.paymentMethod());
            var answer = detach(intent, connector, keyed);
            record(intent, connector, answer, version, keyed);
            return null;
        });
    }

    private ProviderAnswer<ProviderPaymentMethod> detach(Intent intent, Connector connector, ProviderCall call) {
        try {
            return providers.of(connector).detach(connector, intent.paymentMethod(), call);
        } catch (ProviderException.NotAttached already) {
            if (intent.customerExternalId() == null) {
                throw already;
            }
            // It had an owner and has none: somebody detached it before us, and the event has not come yet.
            try {
                return providers.of(connector).readPaymentMethod(connector, intent.paymentMethod(), call);
            } catch (ProviderException.Unavailable unread) {
                throw new ProviderException.OutcomeUnknown(String.valueOf(unread.getMessage()), false);
            }
        }
    }

    private void record(
            Intent intent,
            Connector connector,
            ProviderAnswer<ProviderPaymentMethod> answer,
            long version,
            ProviderCall call) {
        sync.answered(
                connector,
                answer,
                version,
                call,
                answer.value().customerId() == null,
                Cause.of(intent),
                settled -> intents.done(intent, null));
    }

    @Override
    public Sight look(Intent intent, Connector connector, ProviderCall call) {
        long version = objects.version(connector.id(), Kind.PAYMENT_METHOD, intent.paymentMethod());
        var answer = providers.of(connector).readPaymentMethod(connector, intent.paymentMethod(), call);
        if (answer.value().customerId() == null && intent.customerExternalId() != null) {
            record(intent, connector, answer, version, call);
            return Sight.DONE;
        }
        sync.shown(connector, answer, version, call, Cause.of(intent));
        return Sight.NOT_DONE;
    }
}
