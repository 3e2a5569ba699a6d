package io.tenderbook.paymentmethod;

import io.tenderbook.customer.UserError;
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
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Detaches a payment method from its customer for good, at the provider first and then here. */
@Singleton
public final class DetachPaymentMethod {
    private final Inputs inputs;
    private final DefaultSetting defaultSetting;
    private final ProviderObjects objects;
    private final PaymentMethodSync sync;
    private final PaymentMethodQueries queries;
    private final PaymentProviders providers;
    private final Clock clock;

    DetachPaymentMethod(
            Inputs inputs,
            DefaultSetting defaultSetting,
            ProviderObjects objects,
            PaymentMethodSync sync,
            PaymentMethodQueries queries,
            PaymentProviders providers,
            Clock clock) {
        this.inputs = inputs;
        this.defaultSetting = defaultSetting;
        this.objects = objects;
        this.sync = sync;
        this.queries = queries;
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * Which one, by our id.
     *
     * @param dryRun only say what would happen
     * @param successorId what becomes the default first, if this is the default; null for none
     */
    public record Command(
            String paymentMethodId,
            boolean dryRun,
            @Nullable String successorId,
            @Nullable String idempotencyKey) {}

    /** How it ended. */
    public sealed interface Result {}

    /** It is detached, or on a dry run would be and is shown so. */
    public record Detached(PaymentMethod paymentMethod) implements Result {}

    public record Rejected(UserError error) implements Result {}

    /** Detaching what is detached answers like the first time. */
    public Result detach(Caller caller, Command command) {
        try {
            return detachOrThrow(caller, command);
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }

    private Result detachOrThrow(Caller caller, Command command) {
        Inputs.idempotencyKey(command.idempotencyKey());
        var method = inputs.paymentMethod(caller, command.paymentMethodId(), "paymentMethodId");
        if (method.detachedAt() != null) {
            return new Detached(method);
        }
        var connector = inputs.activeConnector(caller, method.connectorId());
        var successor = command.successorId() == null
                ? null
                : successor(method, inputs.paymentMethod(caller, command.successorId(), "successorId"));
        if (command.dryRun()) {
            return new Detached(method.detached(clock.instant()));
        }
        var call = ProviderCall.start();
        var cause = Cause.mutation("detachPaymentMethod", caller);
        if (successor != null && method.isDefault()) {
            defaultSetting.set(
                    connector, SetDefaultPaymentMethod.owner(successor), successor.stripeId(), call.next(), cause);
        }
        detachAtProvider(connector, method, call, cause);
        return new Detached(queries.reload(method));
    }

    private void detachAtProvider(Connector connector, PaymentMethod method, ProviderCall call, Cause cause) {
        long version = objects.version(connector.id(), Kind.PAYMENT_METHOD, method.stripeId());
        ProviderAnswer<ProviderPaymentMethod> answer;
        try {
            answer = providers.of(connector).detach(connector, method.stripeId(), call);
        } catch (ProviderException.NotAttached already) {
            if (method.ownerExternalId() == null) {
                throw already;
            }
            // It had an owner and has none: somebody detached it before us, and the event has not come yet.
            answer = providers.of(connector).readPaymentMethod(connector, method.stripeId(), call.next());
        }
        sync.answered(connector, answer, version, call, answer.value().customerId() == null, cause);
    }

    private static PaymentMethod successor(PaymentMethod method, PaymentMethod successor) {
        boolean fits = !successor.id().equals(method.id())
                && successor.detachedAt() == null
                && successor.connectorId().equals(method.connectorId())
                && Objects.equals(successor.customerId(), method.customerId())
                && successor.ownerExternalId() != null;
        if (!fits) {
            throw new UserErrorException(UserError.invalid(
                    "The successor must be another attached payment method of the same customer and connector.",
                    "successorId"));
        }
        return successor;
    }
}
