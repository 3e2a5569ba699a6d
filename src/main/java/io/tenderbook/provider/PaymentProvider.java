package io.tenderbook.provider;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What we ask of a payment provider. Calls block the calling thread, are made with no transaction open, and fail with a
 * {@link ProviderException}. Ids are the provider's.
 */
public interface PaymentProvider {
    /** The name that connectors refer to. */
    String name();

    /** Attaches a payment method to a customer; again to the same customer is no failure. The answer's id may differ. */
    ProviderAnswer<ProviderPaymentMethod> attach(
            Connector connector, String paymentMethodId, String customerId, List<String> expand, ProviderCall call);

    /** Detaches for good. */
    ProviderAnswer<ProviderPaymentMethod> detach(Connector connector, String paymentMethodId, ProviderCall call);

    /** Changes what it is known by; the number of a card stays. */
    ProviderAnswer<ProviderPaymentMethod> updatePaymentMethod(
            Connector connector, String paymentMethodId, PaymentMethodUpdate update, ProviderCall call);

    ProviderAnswer<ProviderPaymentMethod> readPaymentMethod(
            Connector connector, String paymentMethodId, ProviderCall call);

    /** The payment methods that are attached to the customer now; {@code after} is the {@code next} of the page before. */
    ProviderPage<ProviderPaymentMethod> listPaymentMethods(
            Connector connector, String customerId, @Nullable String after, ProviderCall call);

    /** Makes a customer that carries our id. */
    ProviderAnswer<ProviderCustomer> createCustomer(
            Connector connector, UUID ourId, @Nullable String name, @Nullable String email, ProviderCall call);

    /**
     * Deletes a customer, and detaches its payment methods, for good.
     *
     * @throws ProviderException.CustomerNotFound if the provider knows no such customer, or it is deleted already
     */
    ProviderAnswer<ProviderCustomer> deleteCustomer(Connector connector, String customerId, ProviderCall call);

    /** Begins to collect a payment method that is to be attached to the customer. */
    ProviderAnswer<ProviderSetupIntent> createSetupIntent(
            Connector connector, String customerId, SetupIntentOptions options, ProviderCall call);

    ProviderAnswer<ProviderSetupIntent> readSetupIntent(Connector connector, String setupIntentId, ProviderCall call);

    /** A deleted customer is an answer, not a failure. */
    ProviderAnswer<ProviderCustomer> readCustomer(Connector connector, String customerId, ProviderCall call);

    /** @throws ProviderException.MandateNotFound if the provider knows no such mandate */
    ProviderAnswer<ProviderMandate> readMandate(Connector connector, String mandateId, ProviderCall call);

    /**
     * The customers that exist now, the newest first.
     *
     * @param created only those made then; null for all
     * @param after the {@code next} of the page before; null for the first
     * @throws ProviderException.CustomerNotFound if the customer at which the page before ended is gone
     */
    ProviderPage<ProviderCustomer> listCustomers(
            Connector connector, @Nullable CreatedRange created, @Nullable String after, ProviderCall call);

    /**
     * The events of that time that the provider still keeps, the newest first; each answer's raw value is the event.
     *
     * @param types the types of interest; a provider may answer with others as well
     */
    ProviderPage<ProviderEvent> listEvents(
            Connector connector, CreatedRange created, Set<String> types, @Nullable String after, ProviderCall call);

    ProviderAnswer<ProviderCustomer> setDefaultPaymentMethod(
            Connector connector, String customerId, String paymentMethodId, ProviderCall call);
}
