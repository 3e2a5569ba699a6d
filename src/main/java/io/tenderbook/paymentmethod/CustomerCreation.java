package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.customer.Customer;
import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.IntentKind;
import io.tenderbook.paymentmethod.intent.IntentPlan;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.CreatedRange;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderCustomer;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a customer at the provider that carries our id, and maps ours to it. */
@Singleton
final class CustomerCreation implements IntentStep {
    private static final String NAME = "name";
    private static final String EMAIL = "email";
    private static final int MOST_PAGES = 20;

    /** What the provider's clock and ours may differ by. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final Intents intents;
    private final IntentCalls calls;
    private final ConnectorMappings mappings;
    private final Linking linking;
    private final CustomerSync sync;
    private final PaymentProviders providers;

    CustomerCreation(
            Intents intents,
            IntentCalls calls,
            ConnectorMappings mappings,
            Linking linking,
            CustomerSync sync,
            PaymentProviders providers) {
        this.intents = intents;
        this.calls = calls;
        this.mappings = mappings;
        this.linking = linking;
        this.sync = sync;
        this.providers = providers;
    }

    /** Keeps the customer as it is now: under one idempotency key the provider wants the same words each time. */
    static IntentPlan plan(Mutation mutation, Connector connector, Customer customer) {
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        words.put(NAME, customer.name());
        words.put(EMAIL, customer.email());
        return new IntentPlan(
                mutation.operationId(),
                IntentKind.CREATE_CUSTOMER,
                connector,
                customer.id(),
                null,
                null,
                words,
                mutation.cause().id());
    }

    @Override
    public IntentKind kind() {
        return IntentKind.CREATE_CUSTOMER;
    }

    @Override
    public void carryOut(Intent intent, Connector connector, ProviderCall call) {
        calls.make(intent, () -> {
            var keyed = call.keyed(intent.providerKey());
            var words = intent.parameter();
            var answer = providers
                    .of(connector)
                    .createCustomer(
                            connector, ours(intent), (String) words.get(NAME), (String) words.get(EMAIL), keyed);
            record(intent, connector, answer, keyed);
            return null;
        });
    }

    private void record(
            Intent intent, Connector connector, ProviderAnswer<ProviderCustomer> answer, ProviderCall call) {
        // Unknown before the call; the event may have come first, and then the answer is read again.
        linking.map(connector, ours(intent), answer.value().id());
        long untouched = 0;
        sync.answered(
                connector, answer, untouched, call, true, Cause.of(intent), settled -> intents.done(intent, null));
    }

    /** The event of its making may have mapped it by the id that it carries; else it is looked for among the newest. */
    @Override
    public Sight look(Intent intent, Connector connector, ProviderCall call) {
        if (mappings.active(connector.id(), ours(intent)).isPresent()) {
            return Sight.DONE;
        }
        var since = CreatedRange.since(intent.keyMadeAt().minus(CLOCKS_APART));
        String after = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            var listed = providers.of(connector).listCustomers(connector, since, after, call);
            for (var answer : listed.items()) {
                if (ours(intent).equals(answer.value().ourId())
                        && !answer.value().deleted()) {
                    record(intent, connector, answer, call);
                    return Sight.DONE;
                }
            }
            after = listed.next();
            if (after == null) {
                return Sight.NOT_DONE;
            }
        }
        throw new ProviderException.OutcomeUnknown("Too many customers were made since to look through.", false);
    }

    private static UUID ours(Intent intent) {
        return Objects.requireNonNull(intent.customerId());
    }
}
