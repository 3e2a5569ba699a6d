package io.tenderbook.stripe;

import static io.tenderbook.stripe.StripeJson.reference;
import static io.tenderbook.stripe.StripeJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.ProviderCustomer;
import org.jspecify.annotations.Nullable;

/** Stripe's Customer object, of any API version, in our words. */
public final class CustomerJson {
    /** Where a customer that we made at Stripe carries our id of it. */
    static final String OUR_ID = "tenderbook_customer_id";

    private CustomerJson() {}

    /** @throws IllegalArgumentException if the object has no id */
    public static ProviderCustomer read(JsonNode object) {
        String id = text(object, "id");
        if (id == null) {
            throw new IllegalArgumentException("a customer without an id");
        }
        JsonNode metadata = object.path("metadata");
        String ourId = text(metadata, OUR_ID);
        return new ProviderCustomer(
                id,
                object.path("deleted").asBoolean(false),
                cut(text(object, "name"), 255),
                cut(text(object, "email"), 512),
                defaultPaymentMethod(object),
                ourId == null ? null : Ids.parse(ourId).orElse(null),
                metadata.isObject() ? metadata.toString() : "{}");
    }

    /** The default of invoices comes before the legacy default source. */
    private static @Nullable String defaultPaymentMethod(JsonNode object) {
        String chosen = reference(object.path("invoice_settings"), "default_payment_method");
        return chosen != null ? chosen : reference(object, "default_source");
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
