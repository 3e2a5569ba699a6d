package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Legacy cards ({@code card_…}), made from tokens. Each is a payment method too, under the same id; its own events show it
 * in the legacy shape.
 */
final class SourceRoutes {
    private static final String DEFAULT = "default_source";
    private static final Map<String, String> BRANDS =
            Map.of("visa", "Visa", "mastercard", "MasterCard", "amex", "American Express", "discover", "Discover");

    void addTo(Router router) {
        router.on("POST", "/v1/customers/*/sources", this::create);
        router.on("GET", "/v1/customers/*/sources/*", this::read);
        router.on("POST", "/v1/customers/*/sources/*", this::update);
        router.on("DELETE", "/v1/customers/*/sources/*", this::delete);
    }

    private Answer create(Call call) {
        call.parameters().allowOnly("source", "metadata");
        Kept customer = Customers.living(call.work(), call.id(), "customer");
        String token = call.parameters().required("source");
        Kept method = PaymentMethods.create(
                call.work(), ExamplePaymentMethods.ofCardToken(token), "card_1" + StripeIds.random(23));
        Attachment.checkIssuer(method);
        method.object().put("customer", customer.id());
        Metadata.merge(call.parameters(), method.object());
        call.work().put(Family.PAYMENT_METHODS, method);
        call.work().list(Listing.paymentMethodsOf(customer.id()), method);
        call.events().record("customer.source.created", legacy(method));
        if (customer.object().path(DEFAULT).isNull()) {
            setDefault(call, customer, method.id());
        }
        return Answer.ok(legacy(method));
    }

    private Answer read(Call call) {
        call.parameters().allowOnly();
        return Answer.ok(legacy(find(call)));
    }

    private Answer update(Call call) {
        FormParameters parameters = call.parameters();
        parameters.allowOnly("exp_month", "exp_year", "name", "metadata");
        Kept method = find(call);
        Kept before = method.copy();
        ObjectNode card = method.object().withObjectProperty("card");
        for (String member : new String[] {"exp_month", "exp_year"}) {
            @Nullable Long number = parameters.integer(member);
            if (number != null) {
                card.put(member, number);
            }
        }
        parameters.copyTexts(method.object().withObjectProperty("billing_details"), List.of(), "name");
        Metadata.merge(parameters, method.object());
        ObjectNode previous =
                Changes.previous(legacy(before).object(), legacy(method).object());
        if (!previous.isEmpty()) {
            call.work().put(Family.PAYMENT_METHODS, method);
            call.events().record("customer.source.updated", legacy(method), previous);
        }
        return Answer.ok(legacy(method));
    }

    /** Nothing is left of it, as a payment method neither. */
    private Answer delete(Call call) {
        call.parameters().allowOnly();
        Kept method = find(call);
        Kept customer = Customers.living(call.work(), call.id(), "customer");
        call.work().unlist(Listing.paymentMethodsOf(customer.id()), method);
        call.work().remove(Family.PAYMENT_METHODS, method);
        call.events().record("customer.source.deleted", legacy(method));
        if (method.id().equals(customer.object().path(DEFAULT).textValue())) {
            setDefault(call, customer, null);
        }
        return Answer.ok(
                Shape.empty().put("id", method.id()).put("object", "card").put("deleted", true));
    }

    private static void setDefault(Call call, Kept customer, @Nullable String id) {
        Kept before = customer.copy();
        customer.object().put(DEFAULT, id);
        Customers.update(call, before, customer);
    }

    private static Kept find(Call call) {
        Kept customer = Customers.living(call.work(), call.ids().getFirst(), "customer");
        String id = call.ids().get(1);
        return call.work()
                .find(Family.PAYMENT_METHODS, id)
                .filter(method -> id.startsWith("card_") && customer.id().equals(PaymentMethods.owner(method)))
                .orElseThrow(() -> StripeError.invalid("No such source: '" + id + "'")
                        .code("resource_missing")
                        .param("id"));
    }

    /** The card as it looked before there were payment methods. */
    private static Kept legacy(Kept method) {
        ObjectNode from = method.object();
        ObjectNode card = Shape.empty();
        card.put("id", method.id()).put("object", "card");
        card.put("brand", BRANDS.getOrDefault(from.at("/card/brand").asText(), "Unknown"));
        for (String member : new String[] {"country", "exp_month", "exp_year", "fingerprint", "funding", "last4"}) {
            card.set(member, from.path("card").path(member));
        }
        card.set("customer", from.path("customer"));
        card.set("name", from.at("/billing_details/name"));
        card.set("metadata", from.path("metadata"));
        return new Kept(method.sequence(), card, Shape.empty());
    }
}
