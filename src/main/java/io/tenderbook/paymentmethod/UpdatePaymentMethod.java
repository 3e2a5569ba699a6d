package io.tenderbook.paymentmethod;

import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.idempotency.AnswerForm;
import io.tenderbook.paymentmethod.idempotency.Idempotency;
import io.tenderbook.paymentmethod.idempotency.KeptAnswer;
import io.tenderbook.paymentmethod.idempotency.KeyedRequest;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.PaymentMethodUpdate;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes what a payment method is known by, at the provider first; and whether it is switched on, which is ours alone. */
@Singleton
public final class UpdatePaymentMethod {
    private static final String NAME = "updatePaymentMethod";

    private final Idempotency idempotency;
    private final Inputs inputs;
    private final Intents intents;
    private final UpdateStep step;
    private final PaymentMethodWriter writer;
    private final Transactions transactions;
    private final PaymentMethodQueries queries;
    private final Records records;

    UpdatePaymentMethod(
            Idempotency idempotency,
            Inputs inputs,
            Intents intents,
            UpdateStep step,
            PaymentMethodWriter writer,
            Transactions transactions,
            PaymentMethodQueries queries,
            Records records) {
        this.idempotency = idempotency;
        this.inputs = inputs;
        this.intents = intents;
        this.step = step;
        this.writer = writer;
        this.transactions = transactions;
        this.queries = queries;
        this.records = records;
    }

    /**
     * What is to change; absent is left as it is.
     *
     * @param paymentMethodId our id
     * @param isActive ours alone; null leaves it
     * @param billingDetails by the field names of the schema, with {@code address} as a map of its own; null values empty
     *     a field
     * @param metadata a JSON object; merged key by key, and null values remove one
     * @param allowRedisplay the provider's word; null leaves it
     */
    public record Command(
            String paymentMethodId,
            @Nullable Boolean isActive,
            Map<String, @Nullable Object> billingDetails,
            @Nullable Integer expMonth,
            @Nullable Integer expYear,
            @Nullable Object metadata,
            @Nullable String allowRedisplay,
            @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    public record Updated(PaymentMethod paymentMethod) implements Result {}

    /** It was sent, and whether it took effect is being found out. */
    public record Open(UserError error, PaymentMethod paymentMethod) implements Result {}

    public record Rejected(UserError error) implements Result {}

    /** Nothing to change is no failure: the record is answered as it stands. */
    public Result update(Caller caller, Command command) {
        return idempotency.once(
                new KeyedRequest(caller, NAME, command.idempotencyKey(), command),
                new AnswerForm<>(UpdatePaymentMethod::keep, kept -> restore(caller, kept)),
                operation -> update(caller, command, Mutation.start(NAME, caller, operation)));
    }

    private Result update(Caller caller, Command command, Mutation mutation) {
        try {
            var update = UpdateInput.checked(command);
            var method = inputs.paymentMethod(caller, command.paymentMethodId(), "paymentMethodId");
            if (method.detachedAt() != null) {
                throw new UserErrorException(UserError.of(
                        UserErrorCode.PAYMENT_METHOD_NOT_REUSABLE,
                        "The payment method is detached and cannot be changed any more."));
            }
            try {
                update(caller, method, update, command.isActive(), mutation);
                return new Updated(queries.reload(method));
            } catch (ProviderException.OutcomeUnknown open) {
                return new Open(ProviderFailures.describe(open), queries.reload(method));
            }
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }

    private void update(
            Caller caller,
            PaymentMethod method,
            PaymentMethodUpdate update,
            @Nullable Boolean enabled,
            Mutation mutation) {
        if (!update.words().isEmpty()) {
            var connector = inputs.activeConnector(caller, method.connectorId());
            var intent = intents.begin(UpdateStep.plan(mutation, connector, method, update, enabled));
            step.carryOut(intent, connector, mutation.call());
        } else if (enabled != null) {
            transactions.run(() -> {
                writer.enable(method.connectorId(), method.stripeId(), enabled, mutation.cause());
                return null;
            });
        }
    }

    private static KeptAnswer keep(Result result) {
        return switch (result) {
            case Updated updated -> KeptAnswer.of(null, updated.paymentMethod().id(), null);
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
        return error == null ? new Updated(method) : new Open(error, method);
    }
}
