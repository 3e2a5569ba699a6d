package io.tenderbook.stripe;

import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodListParams;
import com.stripe.param.PaymentMethodUpdateParams;
import com.stripe.param.SetupIntentCreateParams;
import com.stripe.param.SetupIntentCreateParams.Usage;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.CreatedRange;
import io.tenderbook.provider.PaymentMethodUpdate;
import io.tenderbook.provider.PaymentProvider;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderCustomer;
import io.tenderbook.provider.ProviderEvent;
import io.tenderbook.provider.ProviderMandate;
import io.tenderbook.provider.ProviderPage;
import io.tenderbook.provider.ProviderPaymentMethod;
import io.tenderbook.provider.ProviderSetupIntent;
import io.tenderbook.provider.SetupIntentOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stripe behind the provider port. Answers are read from Stripe's raw JSON, so that fields newer than the SDK survive. */
@Singleton
public final class StripePaymentProvider implements PaymentProvider {
    /** The name of this provider in connectors and paths. */
    public static final String NAME = "stripe";

    private static final long PAGE = 100;

    /** Stripe filters by no more types than that. */
    private static final int MOST_TYPES = 20;

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
    public ProviderAnswer<ProviderPaymentMethod> updatePaymentMethod(
            Connector connector, String paymentMethodId, PaymentMethodUpdate update, ProviderCall call) {
        var parameters = PaymentMethodUpdateParams.builder()
                .putAllExtraParam(PaymentMethodForm.of(update))
                .build();
        var methods = clients.of(connector).v1().paymentMethods();
        return caller.change(
                call,
                PaymentMethodJson::read,
                options -> methods.update(paymentMethodId, parameters, options).getLastResponse());
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
        return StripePage.read(
                caller.send(
                        call,
                        null,
                        options -> methods.list(parameters.build(), options).getLastResponse()),
                PaymentMethodJson::read);
    }

    @Override
    public ProviderPage<ProviderCustomer> listCustomers(
            Connector connector, @Nullable CreatedRange created, @Nullable String after, ProviderCall call) {
        var parameters = CustomerListParams.builder().setLimit(PAGE);
        if (created != null) {
            var range =
                    CustomerListParams.Created.builder().setGte(created.from().getEpochSecond());
            if (created.until() != null) {
                range.setLt(created.until().getEpochSecond());
            }
            parameters.setCreated(range.build());
        }
        if (after != null) {
            parameters.setStartingAfter(after);
        }
        var customers = clients.of(connector).v1().customers();
        return StripePage.read(
                caller.send(
                        call,
                        null,
                        options -> customers.list(parameters.build(), options).getLastResponse()),
                CustomerJson::read);
    }

    @Override
    public ProviderPage<ProviderEvent> listEvents(
            Connector connector, CreatedRange created, Set<String> types, @Nullable String after, ProviderCall call) {
        var range = EventListParams.Created.builder().setGte(created.from().getEpochSecond());
        if (created.until() != null) {
            range.setLt(created.until().getEpochSecond());
        }
        var parameters = EventListParams.builder().setLimit(PAGE).setCreated(range.build());
        if (types.size() <= MOST_TYPES) {
            parameters.addAllType(List.copyOf(types));
        }
        if (after != null) {
            parameters.setStartingAfter(after);
        }
        var events = clients.of(connector).v1().events();
        return StripePage.read(
                caller.send(
                        call,
                        null,
                        options -> events.list(parameters.build(), options).getLastResponse()),
                event -> StripeEvent.read(event).inListOf(connector));
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
    public ProviderAnswer<ProviderCustomer> deleteCustomer(Connector connector, String customerId, ProviderCall call) {
        var customers = clients.of(connector).v1().customers();
        return caller.change(
                call,
                CustomerJson::read,
                options -> customers.delete(customerId, options).getLastResponse());
    }

    @Override
    public ProviderAnswer<ProviderSetupIntent> createSetupIntent(
            Connector connector, String customerId, SetupIntentOptions options, ProviderCall call) {
        var parameters = SetupIntentCreateParams.builder()
                .setCustomer(customerId)
                .setUsage(options.offSession() ? Usage.OFF_SESSION : Usage.ON_SESSION)
                .putAllMetadata(options.metadata());
        if (options.types().isEmpty()) {
            parameters.setAutomaticPaymentMethods(SetupIntentCreateParams.AutomaticPaymentMethods.builder()
                    .setEnabled(true)
                    .build());
        } else {
            parameters.addAllPaymentMethodType(options.types());
        }
        var setupIntents = clients.of(connector).v1().setupIntents();
        return caller.change(
                call,
                SetupIntentJson::read,
                request -> setupIntents.create(parameters.build(), request).getLastResponse());
    }

    @Override
    public ProviderAnswer<ProviderSetupIntent> readSetupIntent(
            Connector connector, String setupIntentId, ProviderCall call) {
        var setupIntents = clients.of(connector).v1().setupIntents();
        return caller.read(
                call,
                SetupIntentJson::read,
                options -> setupIntents.retrieve(setupIntentId, options).getLastResponse());
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
