package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

final class SetupIntentRoutes {
    private static final Set<String> CANCELABLE =
            Set.of("requires_payment_method", "requires_confirmation", "requires_action");

    void addTo(Router router) {
        router.on("POST", "/v1/setup_intents", this::create);
        router.on("GET", "/v1/setup_intents/*", this::read);
        router.on("POST", "/v1/setup_intents/*/confirm", this::confirm);
        router.on("POST", "/v1/setup_intents/*/cancel", this::cancel);
    }

    private Answer create(Call call) {
        FormParameters parameters = call.parameters();
        parameters.allowOnly(
                "customer",
                "payment_method",
                "usage",
                "confirm",
                "payment_method_types",
                "automatic_payment_methods",
                "metadata",
                "description",
                "return_url",
                "mandate_data");
        ObjectNode intent = Shape.of("""
                {
                  "id": null, "object": "setup_intent", "application": null, "automatic_payment_methods": null,
                  "cancellation_reason": null, "client_secret": null, "created": 0, "customer": null,
                  "customer_account": null, "description": null, "excluded_payment_method_types": null,
                  "flow_directions": null, "last_setup_error": null, "latest_attempt": null, "livemode": false,
                  "mandate": null, "metadata": {}, "next_action": null, "on_behalf_of": null, "payment_method": null,
                  "payment_method_configuration_details": null, "payment_method_options": {},
                  "payment_method_types": [], "single_use_mandate": null, "status": "requires_payment_method",
                  "usage": "off_session"
                }
                """);
        String id = Family.SETUP_INTENTS.newId();
        intent.put("id", id);
        intent.put("client_secret", id + "_secret_" + StripeIds.random(31));
        intent.put("created", call.work().now());
        parameters.copyTexts(intent, List.of(), "description", "usage");
        Metadata.merge(parameters, intent);
        setTypes(parameters, intent);
        Confirmation confirmation = new Confirmation(call);
        confirmation.setCustomer(intent);
        confirmation.setPaymentMethod(intent);
        Kept kept = call.work().add(Family.SETUP_INTENTS, intent, Shape.empty());
        call.events().record("setup_intent.created", kept);
        return parameters.flag("confirm") ? confirmation.confirm(kept) : Answer.ok(kept);
    }

    private static void setTypes(FormParameters parameters, ObjectNode intent) {
        if ("true".equals(parameters.text("automatic_payment_methods", "enabled"))) {
            ObjectNode automatic = intent.putObject("automatic_payment_methods");
            parameters.copyTexts(automatic, List.of("automatic_payment_methods"), "allow_redirects");
            automatic.put("enabled", true);
        }
        ArrayNode types = intent.putArray("payment_method_types");
        parameters.texts("payment_method_types").forEach(types::add);
        if (types.isEmpty()) {
            types.add("card");
        }
    }

    private Answer read(Call call) {
        call.parameters().allowOnly("client_secret");
        return Answer.ok(find(call));
    }

    private Answer confirm(Call call) {
        call.parameters().allowOnly("payment_method", "return_url", "mandate_data");
        Kept intent = find(call);
        Confirmation confirmation = new Confirmation(call);
        confirmation.checkOpen(intent);
        confirmation.setPaymentMethod(intent.object());
        return confirmation.confirm(intent);
    }

    private Answer cancel(Call call) {
        call.parameters().allowOnly("cancellation_reason");
        Kept intent = find(call);
        String status = intent.object().get("status").textValue();
        if (!CANCELABLE.contains(status)) {
            throw StripeError.invalid("You cannot cancel this SetupIntent because it has a status of " + status
                            + ". Only a SetupIntent with one of the following statuses may be canceled:"
                            + " requires_payment_method, requires_confirmation, requires_action.")
                    .code("setup_intent_unexpected_state")
                    .with("setup_intent", intent.object());
        }
        intent.object().put("status", "canceled").putNull("next_action");
        call.parameters().copyTexts(intent.object(), List.of(), "cancellation_reason");
        call.work().put(Family.SETUP_INTENTS, intent);
        call.events().record("setup_intent.canceled", intent);
        return Answer.ok(intent);
    }

    private static Kept find(Call call) {
        return call.work()
                .find(Family.SETUP_INTENTS, call.id())
                .orElseThrow(() -> StripeError.notFound(Family.SETUP_INTENTS, call.id(), "intent"));
    }
}
