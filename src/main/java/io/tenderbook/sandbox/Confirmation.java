package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What becomes of a setup intent when it is confirmed. */
final class Confirmation {
    private static final String METHOD = "payment_method";
    private static final String STATUS = "status";

    private final Call call;

    Confirmation(Call call) {
        this.call = call;
    }

    void setCustomer(ObjectNode intent) {
        String id = call.parameters().text("customer");
        if (id != null && !id.isEmpty()) {
            intent.put("customer", Customers.referred(call.work(), id).id());
        }
    }

    /** Takes the payment method of the parameters, if one was sent; another customer's is refused. */
    void setPaymentMethod(ObjectNode intent) {
        String id = call.parameters().text(METHOD);
        if (id == null || id.isEmpty()) {
            return;
        }
        Kept method = PaymentMethods.referred(call.work(), id, METHOD);
        String customer = intent.path("customer").textValue();
        if (customer == null) {
            Attachment.checkNotSpent(method);
        } else {
            Attachment.checkFree(method, Customers.referred(call.work(), customer));
        }
        intent.put(METHOD, method.id());
        intent.put(STATUS, "requires_confirmation");
    }

    /** @throws StripeError if the intent came to its end */
    void checkOpen(Kept intent) {
        String status = intent.object().get(STATUS).textValue();
        if (status.equals("succeeded") || status.equals("canceled")) {
            String why = status.equals("succeeded") ? "it has already succeeded" : "it has been canceled";
            throw cannotConfirm(intent, why + ".");
        }
    }

    /** Attaches and succeeds, or waits for 3D Secure, or, where the issuer declines, keeps that and answers 402. */
    Answer confirm(Kept intent) {
        String id = intent.object().path(METHOD).textValue();
        if (id == null) {
            throw cannotConfirm(
                    intent,
                    "it's missing a payment method. You can either update the SetupIntent with a payment method and"
                            + " then confirm it again, or confirm it again directly with a payment method.");
        }
        intent.object().put("latest_attempt", "setatt_1" + StripeIds.random(23));
        Kept method = PaymentMethods.referred(call.work(), id, METHOD);
        if (method.inner().has(CardDetails.CHALLENGES)) {
            return challenge(intent);
        }
        try {
            Attachment.checkIssuer(method);
        } catch (StripeError declined) {
            return fail(intent, method, declined);
        }
        return succeed(intent, method);
    }

    private Answer succeed(Kept intent, Kept method) {
        String customer = intent.object().path("customer").textValue();
        if (customer != null) {
            new Attachment(call).attach(method, Customers.referred(call.work(), customer));
        }
        intent.object().put("mandate", MandateRoutes.madeFor(method, call.work()));
        intent.object().put(STATUS, "succeeded").putNull("last_setup_error").putNull("next_action");
        return keep(intent, "setup_intent.succeeded");
    }

    private Answer challenge(Kept intent) {
        intent.object().put(STATUS, "requires_action");
        intent.object().putObject("next_action").put("type", "use_stripe_sdk").putObject("use_stripe_sdk");
        return keep(intent, "setup_intent.requires_action");
    }

    private Answer fail(Kept intent, Kept method, StripeError declined) {
        declined.with(METHOD, method.object());
        intent.object().put(STATUS, "requires_payment_method").putNull(METHOD);
        intent.object().set("last_setup_error", declined.error());
        keep(intent, "setup_intent.setup_failed");
        return declined.with("setup_intent", intent.object()).answer();
    }

    private Answer keep(Kept intent, String event) {
        call.work().put(Family.SETUP_INTENTS, intent);
        call.events().record(event, intent);
        return Answer.ok(intent);
    }

    private static StripeError cannotConfirm(Kept intent, String why) {
        return StripeError.invalid("You cannot confirm this SetupIntent because " + why)
                .code("setup_intent_unexpected_state")
                .with("setup_intent", intent.object());
    }
}
