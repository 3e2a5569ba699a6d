package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.AttachAnswers.Answered;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Attaches a payment method to a customer at the provider, and records it. */
@Singleton
final class AttachStep implements IntentStep {
    private static final String EXPAND = "expand";

    private final Intents intents;
    private final IntentCalls calls;
    private final ProviderObjects objects;
    private final AttachAnswers answers;
    private final PaymentMethodSync sync;
    private final PaymentProviders providers;

    AttachStep(
            Intents intents,
            IntentCalls calls,
            ProviderObjects objects,
            AttachAnswers answers,
            PaymentMethodSync sync,
            PaymentProviders providers) {
        this.intents = intents;
        this.calls = calls;
        this.objects = objects;
        this.answers = answers;
        this.sync = sync;
        this.providers = providers;
    }

    static IntentPlan plan(
            Mutation mutation,
            Connector connector,
            UUID customerId,
            String customerExternalId,
            String paymentMethodId,
            List<String> expand) {
        return new IntentPlan(
                mutation.operationId(),
                IntentKind.ATTACH,
                connector,
                customerId,
                customerExternalId,
                paymentMethodId,
                Map.of(EXPAND, expand),
                mutation.cause().id());
    }

    @Override
    public IntentKind kind() {
        return IntentKind.ATTACH;
    }

    @Override
    public void carryOut(Intent intent, Connector connector, ProviderCall call) {
        attach(intent, connector, call, true);
    }

    /**
     * What the provider answered, and what became of it here.
     *
     * @param record as it was recorded with the answer; empty if that was decided otherwise, and has to be looked up
     */
    record Attached(ProviderAnswer<ProviderPaymentMethod> answer, Optional<PaymentMethod> record) {}

    /** @param perhapsFollowed whether there may be a step that waits for this one's result */
    Attached attach(Intent intent, Connector connector, ProviderCall call, boolean perhapsFollowed) {
        return calls.make(intent, () -> {
            String id = intent.paymentMethod();
            var keyed = call.keyed(intent.providerKey());
            long version = objects.version(connector.id(), Kind.PAYMENT_METHOD, id);
            var answer = providers.of(connector).attach(connector, id, intent.customer(), expand(intent), keyed);
            // Stripe's test ids are answered with another id, of which nothing can have been known before.
            String attached = answer.value().id();
            long versionBefore = attached.equals(id) ? version : 0;
            // What is replayed is not today's truth.
            Optional<PaymentMethod> record = answer.replayed()
                    ? Optional.empty()
                    : answers.record(new Answered(connector, intent, answer, versionBefore, perhapsFollowed));
            if (record.isEmpty()) {
                sync.answered(
                        connector,
                        answer,
                        versionBefore,
                        keyed,
                        false,
                        Cause.of(intent),
                        settled -> intents.done(intent, attached));
            }
            return new Attached(answer, record);
        });
    }

    @Override
    public Sight look(Intent intent, Connector connector, ProviderCall call) {
        String id = intent.paymentMethod();
        long version = objects.version(connector.id(), Kind.PAYMENT_METHOD, id);
        ProviderAnswer<ProviderPaymentMethod> answer;
        try {
            answer = providers.of(connector).readPaymentMethod(connector, id, call);
        } catch (ProviderException.PaymentMethodNotFound unknown) {
            return Sight.NOT_DONE;
        }
        sync.shown(connector, answer, version, call, Cause.of(intent));
        String owner = answer.value().customerId();
        if (intent.customer().equals(owner)) {
            return Sight.DONE;
        }
        return owner == null ? Sight.NOT_DONE : Sight.OTHERWISE;
    }

    private static List<String> expand(Intent intent) {
        return intent.parameter().get(EXPAND) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }
}
