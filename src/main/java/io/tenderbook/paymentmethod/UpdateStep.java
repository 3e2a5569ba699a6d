package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.IntentKind;
import io.tenderbook.paymentmethod.intent.IntentPlan;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentMethodUpdate;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderPaymentMethod;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a payment method is known by, at the provider and then here. If that was left open, it is made good only
 * where the payment method still says what it said when it was asked for: what somebody wrote later stands.
 */
@Singleton
final class UpdateStep implements IntentStep {
    private final Intents intents;
    private final IntentCalls calls;
    private final ProviderObjects objects;
    private final PaymentMethodSync sync;
    private final PaymentMethodWriter writer;
    private final PaymentProviders providers;

    UpdateStep(
            Intents intents,
            IntentCalls calls,
            ProviderObjects objects,
            PaymentMethodSync sync,
            PaymentMethodWriter writer,
            PaymentProviders providers) {
        this.intents = intents;
        this.calls = calls;
        this.objects = objects;
        this.sync = sync;
        this.writer = writer;
        this.providers = providers;
    }

    /**
     * What an intent of this kind keeps as its parameters.
     *
     * @param before what the record said at the paths of the update when it was asked for
     * @param enabled whether it is to be switched on or off with it; null for neither
     */
    record Wish(
            Map<String, @Nullable String> words,
            Map<String, @Nullable String> before,
            @Nullable Boolean enabled) {
        PaymentMethodUpdate update() {
            return new PaymentMethodUpdate(words);
        }
    }

    static IntentPlan plan(
            Mutation mutation,
            Connector connector,
            PaymentMethod method,
            PaymentMethodUpdate update,
            @Nullable Boolean enabled) {
        var wish = new Wish(update.words(), Wording.of(method).at(update), enabled);
        return new IntentPlan(
                mutation.operationId(),
                IntentKind.UPDATE,
                connector,
                method.customerId(),
                method.ownerExternalId(),
                method.stripeId(),
                Json.toMap(Json.toTree(wish)),
                mutation.cause().id());
    }

    @Override
    public IntentKind kind() {
        return IntentKind.UPDATE;
    }

    @Override
    public void carryOut(Intent intent, Connector connector, ProviderCall call) {
        var wish = Json.read(intent.parameters(), Wish.class);
        calls.make(intent, () -> {
            var keyed = call.keyed(intent.providerKey());
            long version = objects.version(connector.id(), Kind.PAYMENT_METHOD, intent.paymentMethod());
            var answer = providers
                    .of(connector)
                    .updatePaymentMethod(connector, intent.paymentMethod(), wish.update(), keyed);
            record(intent, wish, connector, answer, version, keyed);
            return null;
        });
    }

    private void record(
            Intent intent,
            Wish wish,
            Connector connector,
            ProviderAnswer<ProviderPaymentMethod> answer,
            long version,
            ProviderCall call) {
        sync.answered(connector, answer, version, call, false, Cause.of(intent), settled -> {
            if (wish.enabled() != null) {
                writer.enable(connector.id(), intent.paymentMethod(), wish.enabled(), Cause.of(intent));
            }
            intents.done(intent, null);
        });
    }

    @Override
    public boolean looksFirst() {
        return true;
    }

    @Override
    public Sight look(Intent intent, Connector connector, ProviderCall call) {
        var wish = Json.read(intent.parameters(), Wish.class);
        long version = objects.version(connector.id(), Kind.PAYMENT_METHOD, intent.paymentMethod());
        var answer = providers.of(connector).readPaymentMethod(connector, intent.paymentMethod(), call);
        var now = Wording.of(answer.value()).at(wish.update());
        if (now.equals(wish.words())) {
            record(intent, wish, connector, answer, version, call);
            return Sight.DONE;
        }
        sync.shown(connector, answer, version, call, Cause.of(intent));
        return now.equals(wish.before()) ? Sight.NOT_DONE : Sight.OTHERWISE;
    }
}
