package io.tenderbook.stripe;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * Where Stripe is.
 *
 * @param apiBase Stripe's address; null for Stripe's own
 * @param sandboxBase the address of the sandbox; null while this program runs none, and then it is sought where Stripe is
 */
@ConfigurationProperties("stripe")
record StripeConfiguration(
        @Bindable @Nullable String apiBase,
        @Bindable @Nullable String sandboxBase) {

    /** The address for a connector; null for Stripe's own. */
    @Nullable
    String base(boolean sandbox) {
        return sandbox && sandboxBase != null ? sandboxBase : apiBase;
    }
}
