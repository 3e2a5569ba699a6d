package io.tenderbook.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodListParams;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.PaymentProvider;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderCustomer;
import io.tenderbook.provider.ProviderMandate;
import io.tenderbook.provider.ProviderPage;
import io.tenderbook.provider.ProviderPaymentMethod;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stripe behind the provider port. Answers are read from Stripe's raw JSON, so that fields newer than the SDK survive. */
@Singleton
public final class StripePaymentProvider implements PaymentProvider {
    /** The name of this provider in connectors and paths. */
    public static final String NAME = "stripe";

    private static final long PAGE = 100;

    private final StripeClients clients;
    private final StripeCaller caller;

    StripePaymentProvider(StripeClients clients, StripeCaller caller) {
        this.clients = clients;
        this.caller = caller;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ProviderAnswer<ProviderPaymentMethod> attach(
            Connector connector, String paymentMethodId, String customerId, List<String> expand, ProviderCall call) {
        var parameters = PaymentMethodAttachParams.builder().setCustomer(customerId);
        if (!expand.isEmpty()) {
            parameters.addAllExpand(expand);
        }
        var methods = clients.of(connector).v1().paymentMethods();
        return caller.change(
                call,
                PaymentMethodJson::read,
                options -> methods.attach(paymentMethodId, parameters.build(), options)
                        .getLastResponse());
    }

    @Override
    public ProviderAnswer<ProviderPaymentMethod> detach(
            Connector connector, String paymentMethodId, ProviderCall call) {
        var methods = clients.of(connector).v1().paymentMethods();
        return caller.change(
                call,
                PaymentMethodJson::read,
                options -> methods.detach(paymentMethodId, options).getLastResponse());
    }

    @Override
    public ProviderAnswer<ProviderPaymentMethod> readPaymentMethod(
            Connector connector, String paymentMethodId, ProviderCall call) {
        var methods = clients.of(connector).v1().paymentMethods();
        return caller.read(
                call,
                PaymentMethodJson::read,
                options -> methods.retrieve(paymentMethodId, options).getLastResponse());
    }

    @Override
    public ProviderPage<ProviderPaymentMethod> listPaymentMethods(
            Connector connector, String customerId, @Nullable String after, ProviderCall call) {
        var parameters =
                PaymentMethodListParams.builder().setCustomer(customerId).setLimit(PAGE);
        if (after != null) {
            parameters.setStartingAfter(after);
        }
        var methods = clients.of(connector).v1().paymentMethods();
        var timed = caller.send(
                call, null, options -> methods.list(parameters.build(), options).getLastResponse());
        JsonNode page = Json.parse(timed.response().body());
        List<ProviderAnswer<ProviderPaymentMethod>> items = new ArrayList<>();
        page.path("data")
                .forEach(item -> items.add(
                        new ProviderAnswer<>(PaymentMethodJson.read(item), item, timed.knownAsOf(), timed.replayed())));
        boolean more = page.path("has_more").asBoolean(false) && !items.isEmpty();
        return new ProviderPage<>(items, more ? items.getLast().value().id() : null);
    }

    @Override
    public ProviderAnswer<ProviderCustomer> createCustomer(
            Connector connector, UUID ourId, @Nullable String name, @Nullable String email, ProviderCall call) {
        var parameters = CustomerCreateParams.builder().putMetadata(CustomerJson.OUR_ID, ourId.toString());
        if (name != null) {
            parameters.setName(name);
        }
        if (email != null) {
            parameters.setEmail(email);
        }
        var customers = clients.of(connector).v1().customers();
        return caller.change(
                call,
                CustomerJson::read,
                options -> customers.create(parameters.build(), options).getLastResponse());
    }

    @Override
    public ProviderAnswer<ProviderCustomer> readCustomer(Connector connector, String customerId, ProviderCall call) {
        var customers = clients.of(connector).v1().customers();
        return caller.read(
                call,
                CustomerJson::read,
                options -> customers.retrieve(customerId, options).getLastResponse());
    }

    @Override
    public ProviderAnswer<ProviderMandate> readMandate(Connector connector, String mandateId, ProviderCall call) {
        var mandates = clients.of(connector).v1().mandates();
        return caller.read(
                call,
                MandateJson::read,
                options -> mandates.retrieve(mandateId, options).getLastResponse());
    }

    @Override
    public ProviderAnswer<ProviderCustomer> setDefaultPaymentMethod(
            Connector connector, String customerId, String paymentMethodId, ProviderCall call) {
        var parameters = CustomerUpdateParams.builder()
                .setInvoiceSettings(CustomerUpdateParams.InvoiceSettings.builder()
                        .setDefaultPaymentMethod(paymentMethodId)
                        .build())
                .build();
        var customers = clients.of(connector).v1().customers();
        return caller.change(
                call,
                CustomerJson::read,
                options -> customers.update(customerId, parameters, options).getLastResponse());
    }
}
