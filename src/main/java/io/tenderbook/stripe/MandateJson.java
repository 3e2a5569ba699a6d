package io.tenderbook.stripe;

import static io.tenderbook.stripe.StripeJson.reference;
import static io.tenderbook.stripe.StripeJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.provider.ProviderMandate;

/** Stripe's Mandate object, of any API version, in our words. */
public final class MandateJson {
    private MandateJson() {}

    /** @throws IllegalArgumentException if the object lacks its id or its payment method */
    public static ProviderMandate read(JsonNode object) {
        String id = text(object, "id");
        String paymentMethodId = reference(object, "payment_method");
        if (id == null || paymentMethodId == null) {
            throw new IllegalArgumentException("a mandate without an id or a payment method");
        }
        return new ProviderMandate(id, paymentMethodId, "inactive".equals(text(object, "status")));
    }
}
