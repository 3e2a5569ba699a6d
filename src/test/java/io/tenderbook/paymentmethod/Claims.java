package io.tenderbook.paymentmethod;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inputs of createPaymentMethod, each about a payment method of its own. */
final class Claims {
    private Claims() {}

    /** No more than every type needs. */
    static Map<String, @Nullable Object> of(String customer, String type) {
        Map<String, @Nullable Object> claim = new LinkedHashMap<>();
        claim.put("customerId", customer);
        claim.put("stripeId", ShopAccount.unknown("pm_"));
        claim.put("type", type);
        return claim;
    }

    static Map<String, @Nullable Object> card(String customer) {
        var claim = of(customer, "CARD");
        claim.put("last4", "4242");
        claim.put("brand", "visa");
        claim.put("expMonth", 8);
        claim.put("expYear", 2042);
        claim.put("country", "CH");
        claim.put("fingerprint", "Xt5EWLLDS7FJjR1c");
        claim.put("funding", "credit");
        return claim;
    }

    static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> claim, String field, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(claim);
        changed.put(field, value);
        return changed;
    }

    static Map<String, @Nullable Object> without(Map<String, @Nullable Object> claim, String field) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(claim);
        changed.remove(field);
        return changed;
    }

    static String id(Map<String, @Nullable Object> claim) {
        return String.valueOf(claim.get("stripeId"));
    }
}
