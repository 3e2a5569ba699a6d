package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderCall;
import jakarta.inject.Singleton;

/** Makes a payment method its customer's default, at the provider first and then here. */
@Singleton
final class DefaultSetting {
    private final ProviderObjects objects;
    private final CustomerSync customers;
    private final PaymentProviders providers;

    DefaultSetting(ProviderObjects objects, CustomerSync customers, PaymentProviders providers) {
        this.objects = objects;
        this.customers = customers;
        this.providers = providers;
    }

    void set(Connector connector, String customerExternalId, String paymentMethodId, ProviderCall call, Cause cause) {
        long version = objects.version(connector.id(), Kind.CUSTOMER, customerExternalId);
        var answer =
                providers.of(connector).setDefaultPaymentMethod(connector, customerExternalId, paymentMethodId, call);
        customers.answered(connector, answer, version, call.idempotencyKey(), cause, call);
    }
}
