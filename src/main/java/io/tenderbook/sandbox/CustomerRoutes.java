package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

final class CustomerRoutes {
    private static final Listing ALL = Listing.all(Family.CUSTOMERS);
    private static final String DEFAULT = "default_payment_method";
    private static final String[] PARAMETERS = {
        "name", "email", "description", "phone", "metadata", "address", "invoice_settings", "default_source"
    };
    private static final String[] PARAMETERS_OF_A_NEW_ONE = {
        "name", "email", "description", "phone", "metadata", "address", "invoice_settings", "payment_method"
    };

    void addTo(Router router) {
        router.on("POST", "/v1/customers", this::create);
        router.on("GET", "/v1/customers", this::list);
        router.on("GET", "/v1/customers/*", this::read);
        router.on("POST", "/v1/customers/*", this::update);
        router.on("DELETE", "/v1/customers/*", this::delete);
    }

    private Answer create(Call call) {
        call.parameters().allowOnly(PARAMETERS_OF_A_NEW_ONE);
        String id = Family.CUSTOMERS.newId();
        ObjectNode customer = Shape.of("""
                {
                  "id": null, "object": "customer", "address": null, "balance": 0, "created": 0, "currency": null,
                  "default_source": null, "delinquent": false, "description": null, "discount": null, "email": null,
                  "invoice_prefix": null,
                  "invoice_settings": {"custom_fields": null, "default_payment_method": null, "footer": null,
                    "rendering_options": null},
                  "livemode": false, "metadata": {}, "name": null, "next_invoice_sequence": 1, "phone": null,
                  "preferred_locales": [], "shipping": null, "tax_exempt": "none", "test_clock": null
                }
                """);
        customer.put("id", id);
        customer.put("created", call.work().now());
        customer.put("invoice_prefix", StripeIds.random(8).toUpperCase(Locale.ROOT));
        setTexts(call.parameters(), customer);
        Kept kept = call.work().add(Family.CUSTOMERS, customer, Shape.empty());
        String method = call.parameters().text("payment_method");
        Kept attached = method == null ? null : new Attachment(call).attach(method, kept);
        setDefault(call, kept, attached);
        call.work().put(Family.CUSTOMERS, kept);
        call.events().record("customer.created", kept);
        return Answer.ok(kept);
    }

    private Answer read(Call call) {
        call.parameters().allowOnly();
        return Answer.ok(Customers.shown(Customers.find(call.work(), call.id(), "id")));
    }

    private Answer list(Call call) {
        call.parameters().allowOnly("limit", "starting_after", "ending_before", "email", "created");
        String email = call.parameters().text("email");
        Predicate<ObjectNode> wanted =
                customer -> email == null || email.equals(customer.path("email").textValue());
        return Page.of(call, ALL, wanted.and(CreatedFilter.of(call.parameters())));
    }

    private Answer update(Call call) {
        call.parameters().allowOnly(PARAMETERS);
        Kept customer = Customers.living(call.work(), call.id(), "id");
        Kept before = customer.copy();
        setTexts(call.parameters(), customer.object());
        setDefault(call, customer, null);
        setDefaultSource(call, customer);
        Customers.update(call, before, customer);
        return Answer.ok(customer);
    }

    private Answer delete(Call call) {
        call.parameters().allowOnly();
        Kept customer = Customers.living(call.work(), call.id(), "id");
        Customers.markDeleted(customer);
        call.work().put(Family.CUSTOMERS, customer);
        call.work().unlist(ALL, customer);
        call.events().record("customer.deleted", customer);
        return Answer.ok(Customers.shown(customer));
    }

    private static void setTexts(FormParameters parameters, ObjectNode customer) {
        parameters.copyTexts(customer, List.of(), "name", "email", "description", "phone");
        if (parameters.isEmptied("address")) {
            customer.set("address", NullNode.getInstance());
        } else if (parameters.has("address")) {
            ObjectNode address = customer.path("address").isObject()
                    ? customer.withObjectProperty("address")
                    : customer.putObject("address").setAll(BillingDetails.emptyAddress());
            parameters.copyTexts(address, List.of("address"), BillingDetails.ADDRESS);
        }
        Metadata.merge(parameters, customer);
    }

    /** @param attached the payment method that this same call attached; its example id names it too */
    private static void setDefault(Call call, Kept customer, @Nullable Kept attached) {
        String id = call.parameters().text("invoice_settings", DEFAULT);
        if (id == null) {
            return;
        }
        ObjectNode settings = Customers.invoiceSettings(customer);
        if (id.isEmpty()) {
            settings.putNull(DEFAULT);
            return;
        }
        boolean isTheNewOne = attached != null && id.equals(call.parameters().text("payment_method"));
        Kept method = isTheNewOne && attached != null
                ? attached
                : PaymentMethods.referred(call.work(), id, "invoice_settings[" + DEFAULT + "]");
        if (!customer.id().equals(PaymentMethods.owner(method))) {
            throw StripeError.invalid("The customer does not have a payment method with the ID " + method.id()
                            + ". The payment method must be attached to the customer.")
                    .param("invoice_settings[" + DEFAULT + "]");
        }
        settings.put(DEFAULT, method.id());
    }

    private static void setDefaultSource(Call call, Kept customer) {
        String id = call.parameters().text("default_source");
        if (id == null) {
            return;
        }
        if (id.isEmpty()) {
            customer.object().putNull("default_source");
            return;
        }
        boolean attached = call.work()
                .find(Family.PAYMENT_METHODS, id)
                .filter(method -> customer.id().equals(PaymentMethods.owner(method)))
                .isPresent();
        if (!attached) {
            throw StripeError.invalid("No such source: '" + id + "'")
                    .code("resource_missing")
                    .param("default_source");
        }
        customer.object().put("default_source", id);
    }
}
