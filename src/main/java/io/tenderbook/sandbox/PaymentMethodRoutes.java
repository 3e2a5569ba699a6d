package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Predicate;

final class PaymentMethodRoutes {
    private static final String PARAM = "payment_method";
    private static final String CARD = "card";

    void addTo(Router router) {
        router.on("POST", "/v1/payment_methods", this::create);
        router.on("GET", "/v1/payment_methods", this::list);
        router.on("GET", "/v1/payment_methods/*", this::read);
        router.on("POST", "/v1/payment_methods/*", this::update);
        router.on("POST", "/v1/payment_methods/*/attach", this::attach);
        router.on("POST", "/v1/payment_methods/*/detach", this::detach);
        router.on("GET", "/v1/customers/*/payment_methods", this::listOfCustomer);
        router.on("GET", "/v1/customers/*/payment_methods/*", this::readOfCustomer);
    }

    private Answer create(Call call) {
        String type = call.parameters().required("type");
        call.parameters().allowOnly("type", "billing_details", "metadata", "allow_redisplay", type);
        return Answer.ok(PaymentMethods.create(call.work(), call.parameters()));
    }

    private Answer read(Call call) {
        call.parameters().allowOnly();
        return Answer.ok(PaymentMethods.find(call.work(), call.id(), PARAM));
    }

    private Answer list(Call call) {
        call.parameters().allowOnly("customer", "type", "limit", "starting_after", "ending_before", "allow_redisplay");
        String customer = call.parameters().text("customer");
        return customer == null ? Page.empty(call) : pageOf(call, Customers.referred(call.work(), customer));
    }

    private Answer listOfCustomer(Call call) {
        call.parameters().allowOnly("type", "limit", "starting_after", "ending_before", "allow_redisplay");
        return pageOf(call, Customers.living(call.work(), call.id(), "customer"));
    }

    private static Answer pageOf(Call call, Kept customer) {
        String type = call.parameters().text("type");
        Predicate<ObjectNode> wanted =
                method -> type == null || type.equals(method.path("type").textValue());
        return Page.of(call, Listing.paymentMethodsOf(customer.id()), wanted);
    }

    private Answer readOfCustomer(Call call) {
        call.parameters().allowOnly();
        Kept customer = Customers.living(call.work(), call.id(), "customer");
        String id = call.ids().get(1);
        return Answer.ok(call.work()
                .find(Family.PAYMENT_METHODS, id)
                .filter(method -> customer.id().equals(PaymentMethods.owner(method)))
                .orElseThrow(() -> StripeError.notFound(Family.PAYMENT_METHODS, id, PARAM)));
    }

    private Answer update(Call call) {
        FormParameters parameters = call.parameters();
        parameters.allowOnly("billing_details", "metadata", "allow_redisplay", CARD);
        Kept method = attached(call);
        Kept before = method.copy();
        parameters.copyTexts(method.object(), List.of(), "allow_redisplay");
        BillingDetails.merge(parameters, method.object());
        Metadata.merge(parameters, method.object());
        changeExpiry(parameters, method);
        PaymentMethods.update(call, "payment_method.updated", before, method);
        return Answer.ok(method);
    }

    /** @throws StripeError if it is attached to nobody: such a one cannot be changed */
    static Kept attached(Call call) {
        Kept method = PaymentMethods.find(call.work(), call.id(), PARAM);
        if (PaymentMethods.owner(method) == null) {
            throw StripeError.invalid("You must save this PaymentMethod to a customer before you can update it.");
        }
        return method;
    }

    static void changeExpiry(FormParameters parameters, Kept method) {
        if (!parameters.has(CARD)) {
            return;
        }
        if (!method.object().has(CARD)) {
            throw StripeError.invalid("You cannot update the card of a PaymentMethod that is no card.")
                    .param(CARD);
        }
        ObjectNode card = method.object().withObjectProperty(CARD);
        YearMonth current = YearMonth.of(
                card.get("exp_year").intValue(), card.get("exp_month").intValue());
        YearMonth expiry = CardDetails.changedExpiry(parameters, current);
        card.put("exp_month", expiry.getMonthValue());
        card.put("exp_year", expiry.getYear());
    }

    private Answer attach(Call call) {
        call.parameters().allowOnly("customer");
        String customer = call.parameters().required("customer");
        Kept method = PaymentMethods.find(call.work(), call.id(), PARAM);
        return Answer.ok(new Attachment(call).attach(method, Customers.referred(call.work(), customer)));
    }

    private Answer detach(Call call) {
        call.parameters().allowOnly();
        return Answer.ok(new Attachment(call).detach(PaymentMethods.find(call.work(), call.id(), PARAM)));
    }
}
