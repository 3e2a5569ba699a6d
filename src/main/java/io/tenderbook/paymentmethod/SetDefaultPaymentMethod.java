package io.tenderbook.paymentmethod;

import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Makes a payment method its customer's default. */
@Singleton
public final class SetDefaultPaymentMethod {
    private final Inputs inputs;
    private final DefaultSetting setting;
    private final PaymentMethodQueries queries;

    SetDefaultPaymentMethod(Inputs inputs, DefaultSetting setting, PaymentMethodQueries queries) {
        this.inputs = inputs;
        this.setting = setting;
        this.queries = queries;
    }

    /** Which one, by our id. */
    public record Command(String paymentMethodId, @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    public record DefaultSet(PaymentMethod paymentMethod) implements Result {}

    public record Rejected(UserError error) implements Result {}

    /** The provider is written first; what it answers is recorded. */
    public Result setDefault(Caller caller, Command command) {
        try {
            Inputs.idempotencyKey(command.idempotencyKey());
            var method = inputs.paymentMethod(caller, command.paymentMethodId(), "paymentMethodId");
            var connector = inputs.activeConnector(caller, method.connectorId());
            setting.set(
                    connector,
                    owner(method),
                    method.stripeId(),
                    ProviderCall.start(),
                    Cause.mutation("setDefaultPaymentMethod", caller));
            return new DefaultSet(queries.reload(method));
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }

    /** The provider's id of the customer whose default it can become. */
    static String owner(PaymentMethod method) {
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
