package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.IntentKind;
import io.tenderbook.paymentmethod.intent.IntentPlan;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderCall;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a payment method its customer's default, at the provider first and then here. If that was left open and the
 * default has become another than both the wanted one and the one that stood when it was asked for, then somebody chose
 * later, and that stands.
 */
@Singleton
final class DefaultSetting implements IntentStep {
    private static final String BEFORE = "defaultBefore";

    private final Intents intents;
    private final IntentCalls calls;
    private final ProviderObjects objects;
    private final PaymentMethodQueries queries;
    private final CustomerSync customers;
    private final PaymentProviders providers;

    DefaultSetting(
            Intents intents,
            IntentCalls calls,
            ProviderObjects objects,
            PaymentMethodQueries queries,
            CustomerSync customers,
            PaymentProviders providers) {
        this.intents = intents;
        this.calls = calls;
        this.objects = objects;
        this.queries = queries;
        this.customers = customers;
        this.providers = providers;
    }

    /** @param paymentMethodId the provider's id; null if the step before it tells */
    IntentPlan plan(
            Mutation mutation,
            Connector connector,
            @Nullable UUID customerId,
            String customerExternalId,
            @Nullable String paymentMethodId) {
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        before.put(
                BEFORE,
                customerId == null
                        ? null
                        : queries.defaultAt(connector.id(), customerId).orElse(null));
        return new IntentPlan(
                mutation.operationId(),
                IntentKind.SET_DEFAULT,
                connector,
                customerId,
                customerExternalId,
                paymentMethodId,
                before,
                mutation.cause().id());
    }

    @Override
    public IntentKind kind() {
        return IntentKind.SET_DEFAULT;
    }

    @Override
    public void carryOut(Intent intent, Connector connector, ProviderCall call) {
        set(intent, connector, intent.paymentMethod(), call);
    }

    void set(Intent intent, Connector connector, String paymentMethodId, ProviderCall call) {
        calls.make(intent, () -> {
            var keyed = call.keyed(intent.providerKey());
            long version = objects.version(connector.id(), Kind.CUSTOMER, intent.customer());
            var answer = providers
                    .of(connector)
                    .setDefaultPaymentMethod(connector, intent.customer(), paymentMethodId, keyed);
            customers.answered(
                    connector, answer, version, keyed, true, Cause.of(intent), settled -> intents.done(intent, null));
            return null;
        });
    }

    @Override
    public boolean looksFirst() {
        return true;
    }

    @Override
    public Sight look(Intent intent, Connector connector, ProviderCall call) {
        long version = objects.version(connector.id(), Kind.CUSTOMER, intent.customer());
        var answer = providers.of(connector).readCustomer(connector, intent.customer(), call);
        customers.answered(connector, answer, version, call, false, Cause.of(intent), Settlement.Listener.NONE);
        String now = answer.value().defaultPaymentMethodId();
        if (intent.paymentMethod().equals(now)) {
            return Sight.DONE;
        }
        return Objects.equals(now, intent.parameter().get(BEFORE)) ? Sight.NOT_DONE : Sight.OTHERWISE;
    }
}
