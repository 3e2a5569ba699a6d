package io.tenderbook.provider;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer as a provider describes it.
 *
 * @param deleted whether it was deleted there; then nothing but the id is known
 * @param defaultPaymentMethodId the provider's id of the default, the legacy one included; null when there is none
 * @param ourId our id of the customer, when we made it there; null otherwise
 * @param metadata the provider's metadata as a JSON object
 */
public record ProviderCustomer(
        String id,
        boolean deleted,
        @Nullable String name,
        @Nullable String email,
        @Nullable String defaultPaymentMethodId,
        @Nullable UUID ourId,
        String metadata) {}
