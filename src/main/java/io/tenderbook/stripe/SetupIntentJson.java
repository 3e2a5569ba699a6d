package io.tenderbook.stripe;

import static io.tenderbook.stripe.StripeJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.provider.ProviderSetupIntent;
import org.jspecify.annotations.Nullable;

/** Stripe's SetupIntent object in our words. */
final class SetupIntentJson {
    private SetupIntentJson() {}

    /** @throws IllegalArgumentException if the object lacks what every SetupIntent has */
    static ProviderSetupIntent read(JsonNode object) {
        return new ProviderSetupIntent(
                required(text(object, "id")),
                required(text(object, "client_secret")),
                required(text(object, "status")));
    }

    private static String required(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("a SetupIntent without id, client_secret or status");
        }
        return text;
    }
}
