package io.tenderbook.provider;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A provider behind the guard of one connector. */
final class GuardedProvider implements PaymentProvider {
    private final PaymentProvider provider;
    private final ConnectorGuard guard;

    GuardedProvider(PaymentProvider provider, ConnectorGuard guard) {
        this.provider = provider;
        this.guard = guard;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public ProviderAnswer<ProviderPaymentMethod> attach(
            Connector connector, String paymentMethodId, String customerId, List<String> expand, ProviderCall call) {
        return guard.change(
                Operation.ATTACH, call, () -> provider.attach(connector, paymentMethodId, customerId, expand, call));
    }

    @Override
    public ProviderAnswer<ProviderPaymentMethod> detach(
            Connector connector, String paymentMethodId, ProviderCall call) {
        return guard.change(Operation.DETACH, call, () -> provider.detach(connector, paymentMethodId, call));
    }

    @Override
    public ProviderAnswer<ProviderPaymentMethod> updatePaymentMethod(
            Connector connector, String paymentMethodId, PaymentMethodUpdate update, ProviderCall call) {
        return guard.change(
                Operation.UPDATE_PAYMENT_METHOD,
                call,
                () -> provider.updatePaymentMethod(connector, paymentMethodId, update, call));
    }

    @Override
    public ProviderAnswer<ProviderPaymentMethod> readPaymentMethod(
            Connector connector, String paymentMethodId, ProviderCall call) {
        return guard.read(
                Operation.READ_PAYMENT_METHOD,
                call,
                () -> provider.readPaymentMethod(connector, paymentMethodId, call));
    }

    @Override
    public ProviderPage<ProviderPaymentMethod> listPaymentMethods(
            Connector connector, String customerId, @Nullable String after, ProviderCall call) {
        return guard.read(
                Operation.LIST_PAYMENT_METHODS,
                call,
                () -> provider.listPaymentMethods(connector, customerId, after, call));
    }

    @Override
    public ProviderAnswer<ProviderCustomer> createCustomer(
            Connector connector, UUID ourId, @Nullable String name, @Nullable String email, ProviderCall call) {
        return guard.change(
                Operation.CREATE_CUSTOMER, call, () -> provider.createCustomer(connector, ourId, name, email, call));
    }

    @Override
    public ProviderAnswer<ProviderCustomer> deleteCustomer(Connector connector, String customerId, ProviderCall call) {
        return guard.change(
                Operation.DELETE_CUSTOMER, call, () -> provider.deleteCustomer(connector, customerId, call));
    }

    @Override
    public ProviderAnswer<ProviderSetupIntent> createSetupIntent(
            Connector connector, String customerId, SetupIntentOptions options, ProviderCall call) {
        return guard.change(
                Operation.CREATE_SETUP_INTENT,
                call,
                () -> provider.createSetupIntent(connector, customerId, options, call));
    }

    @Override
    public ProviderAnswer<ProviderSetupIntent> readSetupIntent(
            Connector connector, String setupIntentId, ProviderCall call) {
        return guard.read(
                Operation.READ_SETUP_INTENT, call, () -> provider.readSetupIntent(connector, setupIntentId, call));
    }

    @Override
    public ProviderAnswer<ProviderCustomer> readCustomer(Connector connector, String customerId, ProviderCall call) {
        return guard.read(Operation.READ_CUSTOMER, call, () -> provider.readCustomer(connector, customerId, call));
    }

    @Override
    public ProviderAnswer<ProviderMandate> readMandate(Connector connector, String mandateId, ProviderCall call) {
        return guard.read(Operation.READ_MANDATE, call, () -> provider.readMandate(connector, mandateId, call));
    }

    @Override
    public ProviderPage<ProviderCustomer> listCustomers(
            Connector connector, @Nullable CreatedRange created, @Nullable String after, ProviderCall call) {
        return guard.read(
                Operation.LIST_CUSTOMERS, call, () -> provider.listCustomers(connector, created, after, call));
    }

    @Override
    public ProviderPage<ProviderEvent> listEvents(
            Connector connector, CreatedRange created, Set<String> types, @Nullable String after, ProviderCall call) {
        return guard.read(
                Operation.LIST_EVENTS, call, () -> provider.listEvents(connector, created, types, after, call));
    }

    @Override
    public ProviderAnswer<ProviderCustomer> setDefaultPaymentMethod(
            Connector connector, String customerId, String paymentMethodId, ProviderCall call) {
        return guard.change(
                Operation.SET_DEFAULT_PAYMENT_METHOD,
                call,
                () -> provider.setDefaultPaymentMethod(connector, customerId, paymentMethodId, call));
    }
}
