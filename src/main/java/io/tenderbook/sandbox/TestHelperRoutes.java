package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** What only happens to real cards, made to happen. Not part of Stripe's API. */
final class TestHelperRoutes {
    private static final Pattern LAST4 = Pattern.compile("\\d{4}");

    void addTo(Router router) {
        router.on("POST", "/v1/test_helpers/payment_methods/*/automatically_update", this::renewCard);
    }

    /** The card network tells of a renewed card; a new number ({@code card[last4]}) has a new fingerprint. */
    private Answer renewCard(Call call) {
        call.parameters().allowOnly("card");
        Kept method = PaymentMethodRoutes.attached(call);
        Kept before = method.copy();
        PaymentMethodRoutes.changeExpiry(call.parameters(), method);
        String last4 = call.parameters().text("card", "last4");
        if (last4 != null) {
            if (!LAST4.matcher(last4).matches()) {
                throw StripeError.invalid("card[last4] takes four digits.").param("card[last4]");
            }
            ObjectNode card = method.object().withObjectProperty("card");
            card.put("last4", last4);
            card.put("fingerprint", StripeIds.random(16));
        }
        PaymentMethods.update(call, "payment_method.automatically_updated", before, method);
        return Answer.ok(method);
    }
}
