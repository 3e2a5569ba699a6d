package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.Places.Place;
import io.tenderbook.paymentmethod.idempotency.AnswerForm;
import io.tenderbook.paymentmethod.idempotency.Idempotency;
import io.tenderbook.paymentmethod.idempotency.KeptAnswer;
import io.tenderbook.paymentmethod.idempotency.KeyedRequest;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.ProviderSetupIntent;
import io.tenderbook.provider.SetupIntentOptions;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Begins to collect a payment method by the provider's own form, which authenticates the customer where that is due. What
 * comes of it is brought by the provider's events. A form that nobody fills in does no harm, so that nothing is recorded
 * before the provider is asked.
 */
@Singleton
public final class CreateSetupIntent {
    private static final String NAME = "createSetupIntent";

    private final Idempotency idempotency;
    private final Inputs inputs;
    private final Places places;
    private final PaymentProviders providers;
    private final Records records;

    CreateSetupIntent(
            Idempotency idempotency, Inputs inputs, Places places, PaymentProviders providers, Records records) {
        this.idempotency = idempotency;
        this.inputs = inputs;
        this.places = places;
        this.providers = providers;
        this.records = records;
    }

    /**
     * For whom, by our id, and what the form offers.
     *
     * @param types empty for all that the account offers
     * @param offSession whether the customer will be charged while away
     * @param metadata a JSON object of texts; null for none
     */
    public record Command(
            String customerId,
            ConnectorInput connector,
            List<PaymentMethodType> types,
            boolean offSession,
            @Nullable Object metadata,
            @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    public record Created(Customer customer, Connector connector, ProviderSetupIntent setupIntent) implements Result {}

    public record Rejected(UserError error) implements Result {}

    public Result create(Caller caller, Command command) {
        return idempotency.once(
                new KeyedRequest(caller, NAME, command.idempotencyKey(), command),
                new AnswerForm<>(CreateSetupIntent::keep, kept -> restore(caller, command, kept)),
                operation -> create(caller, command, Mutation.start(NAME, caller, operation)));
    }

    private Result create(Caller caller, Command command, Mutation mutation) {
        try {
            Inputs.connector(command.connector());
            var options = options(command);
            var customer = inputs.customer(caller, command.customerId());
            var place = places.mapped(customer, command.connector(), mutation);
            var answer = providers
                    .of(place.connector())
                    .createSetupIntent(place.connector(), place.externalId(), options, mutation.call());
            return new Created(customer, place.connector(), answer.value());
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }

    private static SetupIntentOptions options(Command command) {
        if (command.types().contains(PaymentMethodType.OTHER)) {
            throw new UserErrorException(
                    UserError.invalid("Name types that the provider knows; OTHER is none.", "paymentMethodTypes"));
        }
        Map<String, String> metadata = new HashMap<>();
        Metadata.checked(command.metadata()).forEach((key, value) -> {
            if (value != null) {
                metadata.put(key, value);
            }
        });
        return new SetupIntentOptions(
                command.types().stream()
                        .map(PaymentMethodType::providerType)
                        .distinct()
                        .toList(),
                command.offSession(),
                metadata);
    }

    /** The secret is not kept: it is read again when the answer is given again. */
    private static KeptAnswer keep(Result result) {
        return switch (result) {
            case Created created ->
                new KeptAnswer(
                        created.customer().id(),
                        null,
                        null,
                        created.setupIntent().id(),
                        null,
                        null,
                        null);
            case Rejected rejected -> KeptAnswer.of(rejected.error());
        };
    }

    private Result restore(Caller caller, Command command, KeptAnswer kept) {
        if (kept.error() != null) {
            return new Rejected(kept.error());
        }
        var customer = records.customer(caller, kept.customer());
        String id = kept.externalId();
        if (customer == null || id == null) {
            return new Rejected(Inputs.customerNotFound());
        }
        try {
            Place place = places.find(customer, command.connector());
            var answer = providers.of(place.connector()).readSetupIntent(place.connector(), id, ProviderCall.start());
            return new Created(customer, place.connector(), answer.value());
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }
}
