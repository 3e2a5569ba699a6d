package io.tenderbook.paymentmethod;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.idempotency.AnswerForm;
import io.tenderbook.paymentmethod.idempotency.Idempotency;
import io.tenderbook.paymentmethod.idempotency.KeptAnswer;
import io.tenderbook.paymentmethod.idempotency.KeyedRequest;
import io.tenderbook.paymentmethod.intent.IntentPlan;
import io.tenderbook.paymentmethod.intent.Intents;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Detaches a payment method from its customer for good, at the provider first and then here. */
@Singleton
public final class DetachPaymentMethod {
    private static final String NAME = "detachPaymentMethod";

    private final Idempotency idempotency;
    private final Inputs inputs;
    private final Intents intents;
    private final DetachStep detachStep;
    private final DefaultSetting defaultSetting;
    private final PaymentMethodQueries queries;
    private final Records records;
    private final Clock clock;

    DetachPaymentMethod(
            Idempotency idempotency,
            Inputs inputs,
            Intents intents,
            DetachStep detachStep,
            DefaultSetting defaultSetting,
            PaymentMethodQueries queries,
            Records records,
            Clock clock) {
        this.idempotency = idempotency;
        this.inputs = inputs;
        this.intents = intents;
        this.detachStep = detachStep;
        this.defaultSetting = defaultSetting;
        this.queries = queries;
        this.records = records;
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

    /**
     * It is detached, or on a dry run would be and is shown so.
     *
     * @param effect what else that changed, or would change
     */
    public record Detached(PaymentMethod paymentMethod, Effect effect) implements Result {}

    /**
     * What else a detachment changes.
     *
     * @param clearedDefault whether it was its customer's default
     * @param newDefault what became the default before; null if nothing did
     */
    public record Effect(boolean clearedDefault, @Nullable PaymentMethod newDefault) {
        static final Effect NONE = new Effect(false, null);

        /** With the records as they stand afterwards. */
        private Effect shown(PaymentMethodQueries queries) {
            return newDefault == null ? this : new Effect(clearedDefault, queries.reload(newDefault));
        }
    }

    /** It was sent, and whether it is detached is being found out. */
    public record Open(UserError error, PaymentMethod paymentMethod) implements Result {}

    public record Rejected(UserError error) implements Result {}

    /** Detaching what is detached answers like the first time. A dry run has no effect that a key could keep from doubling. */
    public Result detach(Caller caller, Command command) {
        return idempotency.once(
                new KeyedRequest(caller, NAME, command.dryRun() ? null : command.idempotencyKey(), command),
                new AnswerForm<>(DetachPaymentMethod::keep, kept -> restore(caller, kept)),
                operation -> detach(caller, command, Mutation.start(NAME, caller, operation)));
    }

    private Result detach(Caller caller, Command command, Mutation mutation) {
        try {
            var method = inputs.paymentMethod(caller, command.paymentMethodId(), "paymentMethodId");
            try {
                return detach(caller, method, command, mutation);
            } catch (ProviderException.OutcomeUnknown open) {
                return new Open(ProviderFailures.describe(open), queries.reload(method));
            }
        } catch (UserErrorException expected) {
            return new Rejected(expected.error());
        } catch (ProviderException failure) {
            return new Rejected(ProviderFailures.describe(failure));
        }
    }

    private Result detach(Caller caller, PaymentMethod method, Command command, Mutation mutation) {
        if (method.detachedAt() != null) {
            return new Detached(method, Effect.NONE);
        }
        var connector = inputs.activeConnector(caller, method.connectorId());
        var successor = command.successorId() == null
                ? null
                : successor(method, inputs.paymentMethod(caller, command.successorId(), "successorId"));
        var effect = new Effect(method.isDefault(), method.isDefault() ? successor : null);
        if (command.dryRun()) {
            return new Detached(method.detached(clock.instant()), effect);
        }
        List<IntentPlan> steps = new ArrayList<>();
        if (effect.newDefault() != null) {
            steps.add(SetDefaultPaymentMethod.plan(defaultSetting, mutation, connector, effect.newDefault()));
        }
        steps.add(DetachStep.plan(mutation, connector, method));
        var begun = intents.begin(steps);
        if (begun.size() > 1) {
            defaultSetting.carryOut(begun.getFirst(), connector, mutation.call());
        }
        detachStep.carryOut(begun.getLast(), connector, mutation.call());
        return new Detached(queries.reload(method), effect.shown(queries));
    }

    private static KeptAnswer keep(Result result) {
        return switch (result) {
            case Detached detached ->
                new KeptAnswer(
                        null,
                        detached.paymentMethod().id(),
                        null,
                        null,
                        detached.effect().clearedDefault(),
                        newDefault(detached.effect()),
                        null);
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
        return error == null ? new Detached(method, effect(caller, kept)) : new Open(error, method);
    }

    private static @Nullable JsonNode newDefault(Effect effect) {
        return effect.newDefault() == null
                ? null
                : Json.toTree(effect.newDefault().id());
    }

    private Effect effect(Caller caller, KeptAnswer kept) {
        UUID newDefault =
                kept.rawData() == null ? null : UUID.fromString(kept.rawData().asText());
        return new Effect(Boolean.TRUE.equals(kept.setAsDefault()), records.paymentMethod(caller, newDefault));
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
