package io.tenderbook.paymentmethod.intent;

import io.tenderbook.provider.Connector;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done.
 *
 * @param operationId the mutation that this is a step of; it has one step of a kind at most
 * @param customerId our customer; null where it does not matter
 * @param customerExternalId the provider's id of the customer; null if it is yet to be made or does not matter
 * @param paymentMethodExternalId the provider's id as we send it; null where none is meant or an earlier step tells it
 * @param parameters what else the call needs, as JSON
 * @param causeId what the changes are said to be caused by
 */
public record IntentPlan(
        UUID operationId,
        IntentKind kind,
        Connector connector,
        @Nullable UUID customerId,
        @Nullable String customerExternalId,
        @Nullable String paymentMethodExternalId,
        Map<String, ? extends @Nullable Object> parameters,
        @Nullable String causeId) {}
