package io.tenderbook.graphql.fetcher;

import io.tenderbook.customer.Customer;
import io.tenderbook.customer.Customers;
import io.tenderbook.customer.UserError;
import io.tenderbook.paymentmethod.PaymentMethod;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills a payload's customer in where the use case tells the payment method alone. */
@Singleton
final class Owners {
    private final Customers customers;

    Owners(Customers customers) {
        this.customers = customers;
    }

    PaymentMethodPayload payload(PaymentMethod method) {
        return PaymentMethodPayload.of(method, owner(method));
    }

    /** Something is open, and this is what is known. */
    PaymentMethodPayload payload(PaymentMethod method, UserError error) {
        return new PaymentMethodPayload(method, owner(method), List.of(error));
    }

    private @Nullable Customer owner(PaymentMethod method) {
        return method.customerId() == null
                ? null
                : customers.find(method.organisationId(), method.customerId()).orElse(null);
    }
}
