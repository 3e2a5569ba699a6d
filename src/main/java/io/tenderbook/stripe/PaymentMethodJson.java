package io.tenderbook.stripe;

import static io.tenderbook.stripe.StripeJson.integer;
import static io.tenderbook.stripe.StripeJson.reference;
import static io.tenderbook.stripe.StripeJson.text;
import static io.tenderbook.stripe.StripeJson.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tenderbook.provider.ProviderPaymentMethod;
import io.tenderbook.provider.ProviderPaymentMethod.Card;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stripe's PaymentMethod object, of any API version and any type, in our words. */
public final class PaymentMethodJson {
    private PaymentMethodJson() {}

    /** @throws IllegalArgumentException if the object has no id */
    public static ProviderPaymentMethod read(JsonNode object) {
        String id = text(object, "id");
        if (id == null) {
            throw new IllegalArgumentException("a payment method without an id");
        }
        String type = text(object, "type");
        String word = type == null ? "unknown" : type;
        JsonNode own = object.path(word);
        return new ProviderPaymentMethod(
                id,
                word,
                reference(object, "customer"),
                word.equals("card") ? card(own) : null,
                text(own, "last4"),
                text(own, "fingerprint"),
                text(own, "country"),
                PaymentMethodDetailsJson.read(word, own),
                billingDetails(object.path("billing_details")),
                object.path("metadata").isObject() ? object.path("metadata") : JsonNodeFactory.instance.objectNode(),
                text(object, "allow_redisplay"),
                object.path("livemode").asBoolean(false),
                StripeJson.collapsed(object, "customer"));
    }

    private static Card card(JsonNode own) {
        JsonNode wallet = own.path("wallet");
        return new Card(
                text(own, "brand"),
                integer(own, "exp_month"),
                integer(own, "exp_year"),
                text(own, "funding"),
                wallet.isObject() ? wallet : null);
    }

    private static @Nullable Map<String, @Nullable Object> billingDetails(JsonNode from) {
        if (!from.isObject()) {
            return null;
        }
        Map<String, @Nullable Object> address = new LinkedHashMap<>();
        texts(
                from.path("address"),
                address,
                "line1",
                "line1",
                "line2",
                "line2",
                "city",
                "city",
                "state",
                "state",
                "postalCode",
                "postal_code",
                "country",
                "country");
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        texts(from, details, "name", "name", "email", "email", "phone", "phone");
        details.put("address", from.path("address").isObject() ? address : null);
        return details;
    }
}
