package io.tenderbook.paymentmethod.intent;

import io.tenderbook.platform.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call to a provider that we set out to make. The fields are those of {@link IntentPlan} and of the table.
 *
 * @param providerKey the idempotency key that every try carries
 * @param keySpent whether the provider failed over this key, and may repeat that answer while it remembers the key
 * @param perhapsSent whether an earlier try may have had its effect
 * @param attempts how often the janitor has tried
 */
public record Intent(
        UUID id,
        UUID organisationId,
        UUID connectorId,
        UUID operationId,
        @Nullable UUID afterId,
        IntentKind kind,
        @Nullable UUID customerId,
        @Nullable String customerExternalId,
        @Nullable String paymentMethodExternalId,
        String parameters,
        @Nullable String causeId,
        String providerKey,
        Instant keyMadeAt,
        boolean keySpent,
        boolean perhapsSent,
        IntentStatus status,
        int attempts,
        Instant askedAt,
        Instant dueAt,
        @Nullable Instant leaseUntil) {
    /** The provider's id of the customer, for kinds that have one from the start. */
    public String customer() {
        return Objects.requireNonNull(customerExternalId);
    }

    /** The provider's id of the payment method, for kinds that have one. */
    public String paymentMethod() {
        return Objects.requireNonNull(paymentMethodExternalId);
    }

    public Map<String, @Nullable Object> parameter() {
        return Json.toMap(parameters);
    }

    boolean isFor(IntentPlan plan) {
        return connectorId.equals(plan.connector().id())
                && Objects.equals(customerId, plan.customerId())
                && Objects.equals(customerExternalId, plan.customerExternalId());
    }
}
