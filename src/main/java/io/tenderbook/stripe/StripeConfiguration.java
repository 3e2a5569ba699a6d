package io.tenderbook.stripe;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * Where Stripe is.
 *
 * @param apiBase Stripe's address; null for Stripe's own
 * @param sandboxBase the address of the sandbox; null while none runs
 */
@ConfigurationProperties("stripe")
record StripeConfiguration(
        @Bindable @Nullable String apiBase,
        @Bindable @Nullable String sandboxBase) {}
