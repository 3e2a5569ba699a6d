package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finding payment methods and making them. Wherever an id is taken, an example's id gives a new copy of that example. */
final class PaymentMethods {
    private static final String SPENT = "spent";

    private PaymentMethods() {}

    /** The payment method of the URL. */
    static Kept find(Work work, String id, String param) {
        return findOrCopy(work, id).orElseThrow(() -> StripeError.notFound(Family.PAYMENT_METHODS, id, param));
    }

    /** The payment method of a parameter. */
    static Kept referred(Work work, String id, String param) {
        return findOrCopy(work, id).orElseThrow(() -> StripeError.unknownReference(Family.PAYMENT_METHODS, id, param));
    }

    private static Optional<Kept> findOrCopy(Work work, String id) {
        return work.find(Family.PAYMENT_METHODS, id)
                .or(() -> ExamplePaymentMethods.parameters(id).map(example -> create(work, example)));
    }

    /** Makes one that is attached to nobody. No event tells of it: Stripe has none. */
    static Kept create(Work work, FormParameters parameters) {
        return create(work, parameters, Family.PAYMENT_METHODS.newId());
    }

    static Kept create(Work work, FormParameters parameters, String id) {
        String type = parameters.required("type");
        ObjectNode method = Shape.of("""
                {
                  "id": null, "object": "payment_method", "allow_redisplay": "unspecified",
                  "billing_details": {"address": null, "email": null, "name": null, "phone": null, "tax_id": null},
                  "created": 0, "customer": null, "customer_account": null, "livemode": false, "metadata": {},
                  "type": null
                }
                """);
        method.put("id", id);
        method.put("created", work.now());
        method.put("type", type);
        method.withObjectProperty("billing_details").set("address", BillingDetails.emptyAddress());
        parameters.copyTexts(method, List.of(), "allow_redisplay");
        BillingDetails.merge(parameters, method);
        Metadata.merge(parameters, method);
        ObjectNode inner = Shape.empty();
        method.set(type, new PaymentMethodDetails(parameters, work).of(type, inner));
        return work.add(Family.PAYMENT_METHODS, method, inner);
    }

    static @Nullable String owner(Kept method) {
        return method.object().path("customer").textValue();
    }

    static boolean isSpent(Kept method) {
        return method.inner().has(SPENT);
    }

    static void markSpent(Kept method) {
        method.inner().put(SPENT, true);
    }

    /** Keeps a changed payment method and tells of it, unless nothing changed. */
    static void update(Call call, String event, Kept before, Kept after) {
        ObjectNode previous = Changes.previous(before.object(), after.object());
        if (!previous.isEmpty()) {
            call.work().put(Family.PAYMENT_METHODS, after);
            call.events().record(event, after, previous);
        }
    }
}
