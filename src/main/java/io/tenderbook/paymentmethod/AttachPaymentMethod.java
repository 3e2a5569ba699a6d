package io.tenderbook.paymentmethod;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.Places.Place;
import io.tenderbook.paymentmethod.idempotency.AnswerForm;
import io.tenderbook.paymentmethod.idempotency.Idempotency;
import io.tenderbook.paymentmethod.idempotency.KeptAnswer;
import io.tenderbook.paymentmethod.idempotency.KeyedRequest;
import io.tenderbook.paymentmethod.intent.Intent;
import io.tenderbook.paymentmethod.intent.IntentPlan;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attaches a payment method of the provider to a customer, there first and then here. */
@Singleton
public final class AttachPaymentMethod {
    private static final String NAME = "attachPaymentMethod";

    private final Idempotency idempotency;
    private final Inputs inputs;
    private final Places places;
    private final Intents intents;
    private final AttachStep attachStep;
    private final DefaultSetting defaultSetting;
    private final PaymentMethodQueries queries;
    private final Records records;

    AttachPaymentMethod(
            Idempotency idempotency,
            Inputs inputs,
            Places places,
            Intents intents,
            AttachStep attachStep,
            DefaultSetting defaultSetting,
            PaymentMethodQueries queries,
            Records records) {
        this.idempotency = idempotency;
        this.inputs = inputs;
        this.places = places;
        this.intents = intents;
        this.attachStep = attachStep;
        this.defaultSetting = defaultSetting;
        this.queries = queries;
        this.records = records;
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

    /**
     * It was sent, and whether it is attached is being found out.
     *
     * @param paymentMethod our record of it, if there is one
     */
    public record Open(
            UserError error, Customer customer, @Nullable PaymentMethod paymentMethod, String externalId)
            implements Result {}

    public record Rejected(UserError error) implements Result {}

    /** Attaching what is attached to the same customer answers like the first time. */
    public Result attach(Caller caller, Command command) {
        return idempotency.once(
                new KeyedRequest(caller, NAME, command.idempotencyKey(), command),
                new AnswerForm<>(AttachPaymentMethod::keep, kept -> restore(caller, kept)),
                operation -> attach(caller, command, Mutation.start(NAME, caller, operation)));
    }

    private Result attach(Caller caller, Command command, Mutation mutation) {
        try {
            Inputs.providerId(command.paymentMethodId(), "paymentMethodId");
            Inputs.connector(command.connector());
            var customer = inputs.customer(caller, command.customerId());
            var place = places.mapped(customer, command.connector(), mutation);
            try {
                return attach(customer, place, command, mutation);
            } catch (ProviderException.OutcomeUnknown open) {
                var known = queries.byStripeId(place.connector().id(), command.paymentMethodId());
                return new Open(ProviderFailures.describe(open), customer, known.orElse(null), place.externalId());
            }
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }

    private Result attach(Customer customer, Place place, Command command, Mutation mutation) {
        var connector = place.connector();
        var begun = intents.begin(plan(customer, place, command, mutation));
        var step = attachStep.attach(begun.getFirst(), connector, mutation.call(), begun.size() > 1);
        String attached = step.answer().value().id();
        var failure = command.setAsDefault() ? makeDefault(begun.getLast(), connector, attached, mutation) : null;
        return new Attached(
                customer,
                step.record()
                        .filter(record -> !command.setAsDefault()) // what that changed is not in it yet
                        .or(() -> queries.byStripeId(connector.id(), attached))
                        .orElseThrow(AttachPaymentMethod::unlinkedMeanwhile),
                place.externalId(),
                command.setAsDefault() && failure == null,
                step.answer().raw(),
                failure);
    }

    /** Both steps are recorded before the first is made, so that a crash between them forgets neither. */
    private List<IntentPlan> plan(Customer customer, Place place, Command command, Mutation mutation) {
        var attach = AttachStep.plan(
                mutation,
                place.connector(),
                customer.id(),
                place.externalId(),
                command.paymentMethodId(),
                command.expand());
        return command.setAsDefault()
                ? List.of(
                        attach,
                        defaultSetting.plan(mutation, place.connector(), customer.id(), place.externalId(), null))
                : List.of(attach);
    }

    private @Nullable UserError makeDefault(
            Intent intent, Connector connector, String paymentMethodId, Mutation mutation) {
        try {
            defaultSetting.set(intent, connector, paymentMethodId, mutation.call());
            return null;
        } catch (ProviderException failure) {
            return UserError.of(
                    UserErrorCode.DEFAULT_NOT_SET,
                    "The payment method is attached, but is not the default yet; send the same again. The provider: "
                            + failure.getMessage());
        }
    }

    /** What comes back for a customer that is mapped no more is recorded for nobody. */
    private static UserErrorException unlinkedMeanwhile() {
        return new UserErrorException(UserError.of(
                UserErrorCode.CONNECTOR_MAPPING_NOT_FOUND,
                "The payment method is attached at the provider, but the customer was unlinked there meanwhile."));
    }

    private static KeptAnswer keep(Result result) {
        return switch (result) {
            case Attached attached ->
                new KeptAnswer(
                        attached.customer().id(),
                        attached.paymentMethod().id(),
                        null,
                        attached.externalId(),
                        attached.setAsDefault(),
                        attached.rawData(),
                        attached.defaultFailure());
            case Open open ->
                new KeptAnswer(
                        open.customer().id(),
                        open.paymentMethod() == null
                                ? null
                                : open.paymentMethod().id(),
                        null,
                        open.externalId(),
                        null,
                        null,
                        open.error());
            case Rejected rejected -> KeptAnswer.of(rejected.error());
        };
    }

    private Result restore(Caller caller, KeptAnswer kept) {
        var customer = records.customer(caller, kept.customer());
        var method = records.paymentMethod(caller, kept.paymentMethod());
        var error = kept.error();
        String externalId = kept.externalId();
        if (customer == null || externalId == null) {
            return new Rejected(error == null ? Inputs.customerNotFound() : error);
        }
        if (method != null && kept.setAsDefault() != null && kept.rawData() != null) {
            return new Attached(customer, method, externalId, kept.setAsDefault(), kept.rawData(), error);
        }
        return error == null
                ? new Rejected(Inputs.paymentMethodNotFound("paymentMethodId"))
                : new Open(error, customer, method, externalId);
    }
}
