package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What payers allow: made when a setup intent with a bank account succeeds, ended by a test helper alone. */
final class MandateRoutes {
    private static final Set<String> DEBITED = Set.of("sepa_debit", "bacs_debit", "us_bank_account", "au_becs_debit");

    void addTo(Router router) {
        router.on("GET", "/v1/mandates/*", this::read);
        router.on("POST", "/v1/test_helpers/mandates/*/deactivate", this::deactivate);
    }

    /** The new mandate of a payment method that needs one; null of any other. */
    static @Nullable String madeFor(Kept method, Work work) {
        String type = method.object().path("type").asText();
        if (!DEBITED.contains(type)) {
            return null;
        }
        ObjectNode mandate = Shape.of("""
                {
                  "id": null, "object": "mandate",
                  "customer_acceptance": {"accepted_at": 0, "offline": {}, "type": "offline"},
                  "livemode": false, "multi_use": {}, "payment_method": null, "payment_method_details": {},
                  "status": "active", "type": "multi_use"
                }
                """);
        mandate.put("id", Family.MANDATES.newId());
        mandate.withObjectProperty("customer_acceptance").put("accepted_at", work.now());
        mandate.put("payment_method", method.id());
        mandate.withObjectProperty("payment_method_details").put("type", type).putObject(type);
        return work.add(Family.MANDATES, mandate, Shape.empty()).id();
    }

    private Answer read(Call call) {
        call.parameters().allowOnly();
        return Answer.ok(find(call));
    }

    /** The payer's bank revoked it. Not part of Stripe's API. */
    private Answer deactivate(Call call) {
        call.parameters().allowOnly();
        Kept mandate = find(call);
        Kept before = mandate.copy();
        mandate.object().put("status", "inactive");
        ObjectNode previous = Changes.previous(before.object(), mandate.object());
        if (!previous.isEmpty()) {
            call.work().put(Family.MANDATES, mandate);
            call.events().record("mandate.updated", mandate, previous);
        }
        return Answer.ok(mandate);
    }

    private static Kept find(Call call) {
        return call.work()
                .find(Family.MANDATES, call.id())
                .orElseThrow(() -> StripeError.notFound(Family.MANDATES, call.id(), "mandate"));
    }
}
