package io.tenderbook.webhook;

import static io.tenderbook.StripeDeliveries.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What events carry, as Stripe writes it; the account need know none of it. */
final class EventObjects {
    private EventObjects() {}

    /** The end of an id that nothing else has. */
    static String unique() {
        return Ids.next().toString().replace("-", "");
    }

    static ObjectNode card(String id, String customer, int year) {
        return (ObjectNode) Json.parse("""
                {"id": "%s", "object": "payment_method", "type": "card", "customer": "%s", "livemode": false,
                 "metadata": {}, "billing_details": {"name": "A"},
                 "card": {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": %d, "country": "US",
                  "fingerprint": "F1", "funding": "credit"}}""".formatted(id, customer, year));
    }

    static ObjectNode withYear(JsonNode method, int year) {
        ObjectNode copy = method.deepCopy();
        ((ObjectNode) copy.path("card")).put("exp_year", year);
        return copy;
    }

    /** The event of a detachment, which names the former customer in its previous attributes alone. */
    static ObjectNode detached(Instant at, String id, String formerCustomer) {
        var event = event("payment_method.detached", at, card(id, "", 2030).putNull("customer"));
        ((ObjectNode) event.path("data")).putObject("previous_attributes").put("customer", formerCustomer);
        return event;
    }

    static ObjectNode customerObject(String id, @Nullable String defaultPaymentMethod) {
        var object = (ObjectNode) Json.parse("""
                {"id": "%s", "object": "customer", "livemode": false, "metadata": {}}""".formatted(id));
        object.putObject("invoice_settings").put("default_payment_method", defaultPaymentMethod);
        return object;
    }
}
