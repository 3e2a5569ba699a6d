package io.tenderbook.graphql.fetcher;

import io.tenderbook.customer.Customers;
import io.tenderbook.paymentmethod.PaymentMethod;
import jakarta.inject.Singleton;

/** Fills a payload's customer in where the use case tells the payment method alone. */
@Singleton
final class Owners {
    private final Customers customers;

    Owners(Customers customers) {
        this.customers = customers;
    }

    PaymentMethodPayload payload(PaymentMethod method) {
        var owner = method.customerId() == null
                ? null
                : customers.find(method.organisationId(), method.customerId()).orElse(null);
        return PaymentMethodPayload.of(method, owner);
    }
}
