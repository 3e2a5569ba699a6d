package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Attaching payment methods to customers and detaching them, with Stripe's refusals and events. */
final class Attachment {
    private static final String CUSTOMER = "customer";

    private final Call call;

    Attachment(Call call) {
        this.call = call;
    }

    /** The payment method of that parameter's id, attached; an example's id gives a new one. */
    Kept attach(String id, Kept customer) {
        return attach(PaymentMethods.referred(call.work(), id, "payment_method"), customer);
    }

    /** Attached to the same customer already, it stays as it is and nothing is told. */
    Kept attach(Kept method, Kept customer) {
        checkFree(method, customer);
        if (customer.id().equals(PaymentMethods.owner(method))) {
            return method;
        }
        checkIssuer(method);
        ObjectNode object = method.object();
        object.put(CUSTOMER, customer.id());
        if (object.at("/card/checks/cvc_check").asText().equals("unchecked")) {
            object.withObjectProperty("card").withObjectProperty("checks").put("cvc_check", "pass");
        }
        call.work().put(Family.PAYMENT_METHODS, method);
        call.work().list(Listing.paymentMethodsOf(customer.id()), method);
        call.events().record("payment_method.attached", method);
        return method;
    }

    /** @throws StripeError if it is another customer's, or was detached: that cannot be undone */
    static void checkFree(Kept method, Kept customer) {
        String owner = PaymentMethods.owner(method);
        if (owner != null && !owner.equals(customer.id())) {
            throw StripeError.invalid("The payment method you provided has already been attached to a customer.");
        }
        checkNotSpent(method);
    }

    static void checkNotSpent(Kept method) {
        if (PaymentMethods.isSpent(method)) {
            throw StripeError.invalid("This PaymentMethod was previously used without being attached to a Customer or"
                    + " was detached from a Customer, and may not be used again.");
        }
    }

    static void checkIssuer(Kept method) {
        if (method.inner().has(CardDetails.DECLINES)) {
            throw StripeError.declined(method.inner().get(CardDetails.DECLINES).textValue());
        }
    }

    Kept detach(Kept method) {
        String owner = PaymentMethods.owner(method);
        if (owner == null) {
            throw StripeError.invalid(
                    "The payment method you provided is not attached to a customer so detachment is impossible.");
        }
        Kept before = method.copy();
        method.object().putNull(CUSTOMER);
        PaymentMethods.markSpent(method);
        call.work().unlist(Listing.paymentMethodsOf(owner), method);
        PaymentMethods.update(call, "payment_method.detached", before, method);
        call.work()
                .find(Family.CUSTOMERS, owner)
                .filter(customer -> !Customers.isDeleted(customer))
                .ifPresent(customer -> clearDefault(customer, method.id()));
        return method;
    }

    private void clearDefault(Kept customer, String method) {
        Kept before = customer.copy();
        ObjectNode settings = Customers.invoiceSettings(customer);
        if (method.equals(settings.path("default_payment_method").textValue())) {
            settings.putNull("default_payment_method");
        }
        if (method.equals(customer.object().path("default_source").textValue())) {
            customer.object().putNull("default_source");
        }
        Customers.update(call, before, customer);
    }
}
