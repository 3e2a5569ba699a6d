package io.tenderbook.paymentmethod;

import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.idempotency.AnswerForm;
import io.tenderbook.paymentmethod.idempotency.Idempotency;
import io.tenderbook.paymentmethod.idempotency.KeptAnswer;
import io.tenderbook.paymentmethod.idempotency.KeyedRequest;
import io.tenderbook.paymentmethod.intent.IntentPlan;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Makes a payment method its customer's default. */
@Singleton
public final class SetDefaultPaymentMethod {
    private static final String NAME = "setDefaultPaymentMethod";

    private final Idempotency idempotency;
    private final Inputs inputs;
    private final Intents intents;
    private final DefaultSetting setting;
    private final PaymentMethodQueries queries;
    private final Records records;

    SetDefaultPaymentMethod(
            Idempotency idempotency,
            Inputs inputs,
            Intents intents,
            DefaultSetting setting,
            PaymentMethodQueries queries,
            Records records) {
        this.idempotency = idempotency;
        this.inputs = inputs;
        this.intents = intents;
        this.setting = setting;
        this.queries = queries;
        this.records = records;
    }

    /** Which one, by our id. */
    public record Command(String paymentMethodId, @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    public record DefaultSet(PaymentMethod paymentMethod) implements Result {}

    /** It was sent, and whether it is the default is being found out. */
    public record Open(UserError error, PaymentMethod paymentMethod) implements Result {}

    public record Rejected(UserError error) implements Result {}

    /** The provider is written first; what it answers is recorded. */
    public Result setDefault(Caller caller, Command command) {
        return idempotency.once(
                new KeyedRequest(caller, NAME, command.idempotencyKey(), command),
                new AnswerForm<>(SetDefaultPaymentMethod::keep, kept -> restore(caller, kept)),
                operation -> setDefault(caller, command, Mutation.start(NAME, caller, operation)));
    }

    private Result setDefault(Caller caller, Command command, Mutation mutation) {
        try {
            var method = inputs.paymentMethod(caller, command.paymentMethodId(), "paymentMethodId");
            var connector = inputs.activeConnector(caller, method.connectorId());
            try {
                var intent = intents.begin(plan(setting, mutation, connector, method));
                setting.carryOut(intent, connector, mutation.call());
                return new DefaultSet(queries.reload(method));
            } catch (ProviderException.OutcomeUnknown open) {
                return new Open(ProviderFailures.describe(open), queries.reload(method));
            }
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }

    static IntentPlan plan(DefaultSetting setting, Mutation mutation, Connector connector, PaymentMethod method) {
        return setting.plan(mutation, connector, method.customerId(), owner(method), method.stripeId());
    }

    private static KeptAnswer keep(Result result) {
        return switch (result) {
            case DefaultSet set -> KeptAnswer.of(null, set.paymentMethod().id(), null);
            case Open open -> KeptAnswer.of(null, open.paymentMethod().id(), open.error());
            case Rejected rejected -> KeptAnswer.of(rejected.error());
        };
    }

    private Result restore(Caller caller, KeptAnswer kept) {
        var method = records.paymentMethod(caller, kept.paymentMethod());
        var error = kept.error();
        if (method == null) {
            return new Rejected(error == null ? Inputs.paymentMethodNotFound("paymentMethodId") : error);
        }
        return error == null ? new DefaultSet(method) : new Open(error, method);
    }

    /** The provider's id of the customer whose default it can become. */
    private static String owner(PaymentMethod method) {
        if (method.detachedAt() != null) {
            throw new UserErrorException(UserError.of(
                    UserErrorCode.PAYMENT_METHOD_NOT_REUSABLE,
                    "The payment method is detached and cannot be used again."));
        }
        if (method.ownerExternalId() == null) {
            throw new UserErrorException(UserError.of(
                    UserErrorCode.CONNECTOR_MAPPING_NOT_FOUND,
                    "The provider has not shown whose payment method this is. Attach it first."));
        }
        return method.ownerExternalId();
    }
}
