package io.tenderbook.paymentmethod;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.customer.ConnectorResolver;
import io.tenderbook.customer.ConnectorResolver.Failed;
import io.tenderbook.customer.ConnectorResolver.Mapped;
import io.tenderbook.customer.ConnectorResolver.Unconfirmed;
import io.tenderbook.customer.ConnectorResolver.Unmapped;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.provider.ProviderPaymentMethod;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attaches a payment method of the provider to a customer, there first and then here. */
@Singleton
public final class AttachPaymentMethod {
    private final Inputs inputs;
    private final ConnectorResolver resolver;
    private final Linking linking;
    private final DefaultSetting defaultSetting;
    private final ProviderObjects objects;
    private final PaymentMethodSync sync;
    private final PaymentMethodQueries queries;
    private final PaymentProviders providers;

    AttachPaymentMethod(
            Inputs inputs,
            ConnectorResolver resolver,
            Linking linking,
            DefaultSetting defaultSetting,
            ProviderObjects objects,
            PaymentMethodSync sync,
            PaymentMethodQueries queries,
            PaymentProviders providers) {
        this.inputs = inputs;
        this.resolver = resolver;
        this.linking = linking;
        this.defaultSetting = defaultSetting;
        this.objects = objects;
        this.sync = sync;
        this.queries = queries;
        this.providers = providers;
    }

    /**
     * What to attach to whom.
     *
     * @param paymentMethodId the provider's id
     * @param expand handed to the provider; shows in the raw answer only
     */
    public record Command(
            String customerId,
            String paymentMethodId,
            ConnectorInput connector,
            boolean setAsDefault,
            List<String> expand,
            @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    /**
     * It is attached.
     *
     * @param externalId the provider's id of the customer
     * @param defaultFailure why it is not the default although it should be; null if nothing failed
     */
    public record Attached(
            Customer customer,
            PaymentMethod paymentMethod,
            String externalId,
            boolean setAsDefault,
            JsonNode rawData,
            @Nullable UserError defaultFailure)
            implements Result {}

    public record Rejected(UserError error) implements Result {}

    /** Attaching what is attached to the same customer answers like the first time. */
    public Result attach(Caller caller, Command command) {
        try {
            return attachOrThrow(caller, command);
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }

    private Result attachOrThrow(Caller caller, Command command) {
        Inputs.idempotencyKey(command.idempotencyKey());
        Inputs.providerId(command.paymentMethodId(), "paymentMethodId");
        Inputs.connector(command.connector());
        var customer = inputs.customer(caller, command.customerId());
        var call = ProviderCall.start();
        var cause = Cause.mutation("attachPaymentMethod", caller);
        Place place = place(customer, command.connector(), call, cause);

        var answer = attachAtProvider(place, command, call.next(), cause);
        var failure = command.setAsDefault() ? makeDefault(place, answer.value().id(), call.next(), cause) : null;
        return new Attached(
                customer,
                queries.byStripeId(place.connector().id(), answer.value().id()).orElseThrow(),
                place.externalId(),
                command.setAsDefault() && failure == null,
                answer.raw(),
                failure);
    }

    private record Place(Connector connector, String externalId) {}

    private Place place(Customer customer, ConnectorInput input, ProviderCall call, Cause cause) {
        return switch (resolver.resolve(customer, input)) {
            case Mapped mapped -> new Place(mapped.connector(), mapped.mapping().externalId());
            case Unconfirmed unconfirmed -> {
                linking.link(unconfirmed.connector(), customer, unconfirmed.referenceId(), call, cause);
                yield new Place(unconfirmed.connector(), unconfirmed.referenceId());
            }
            case Failed failed -> throw new UserErrorException(failed.error());
            case Unmapped impossible ->
                throw new IllegalStateException(
                        "a mapping was asked for at " + impossible.connector().name());
        };
    }

    private ProviderAnswer<ProviderPaymentMethod> attachAtProvider(
            Place place, Command command, ProviderCall call, Cause cause) {
        Connector connector = place.connector();
        long version = objects.version(connector.id(), Kind.PAYMENT_METHOD, command.paymentMethodId());
        var answer = providers
                .of(connector)
                .attach(connector, command.paymentMethodId(), place.externalId(), command.expand(), call);
        // Stripe's test ids are answered with another id, of which nothing can have been known before.
        boolean sameId = answer.value().id().equals(command.paymentMethodId());
        sync.answered(connector, answer, sameId ? version : 0, call, false, cause);
        return answer;
    }

    private @Nullable UserError makeDefault(Place place, String paymentMethodId, ProviderCall call, Cause cause) {
        try {
            defaultSetting.set(place.connector(), place.externalId(), paymentMethodId, call, cause);
            return null;
        } catch (ProviderException failure) {
            return UserError.of(
                    UserErrorCode.DEFAULT_NOT_SET,
                    "The payment method is attached, but is not the default yet; send the same again. The provider: "
                            + failure.getMessage());
        }
    }
}
