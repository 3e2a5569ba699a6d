package io.tenderbook.demo;

import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.AttachPaymentMethod;
import io.tenderbook.paymentmethod.CreateCustomer;
import io.tenderbook.paymentmethod.DetachPaymentMethod;
import io.tenderbook.paymentmethod.LinkCustomer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dozen customers that between them show what a dashboard has to deal with: several types, a card about to expire, a
 * detached one, a customer with two connectors, one with none, and one without payment methods.
 */
@Singleton
final class DemoCustomers {
    private static final String FIRST = "stripe";
    private static final String SECOND = "stripe-b";

    private final CreateCustomer createCustomer;
    private final LinkCustomer linkCustomer;
    private final AttachPaymentMethod attachPaymentMethod;
    private final DetachPaymentMethod detachPaymentMethod;
    private final Clock clock;

    DemoCustomers(
            CreateCustomer createCustomer,
            LinkCustomer linkCustomer,
            AttachPaymentMethod attachPaymentMethod,
            DetachPaymentMethod detachPaymentMethod,
            Clock clock) {
        this.createCustomer = createCustomer;
        this.linkCustomer = linkCustomer;
        this.attachPaymentMethod = attachPaymentMethod;
        this.detachPaymentMethod = detachPaymentMethod;
        this.clock = clock;
    }

    /**
     * Makes them, at the sandbox too.
     *
     * @param first the sandbox's account behind the connector {@code stripe}
     * @param second the account behind {@code stripe-b}
     */
    void make(Caller caller, SandboxApi first, SandboxApi second) {
        with(caller, "Ada Lovelace", "pm_card_visa", "pm_card_mastercard");
        with(caller, "Grace Hopper", "pm_card_amex");
        with(caller, "Alan Turing", "pm_sepaDebit");
        with(caller, "Katherine Johnson", "pm_usBankAccount", "pm_card_visa_debit");
        with(caller, "Emmy Noether", "pm_twint");
        with(caller, "Hedy Lamarr", "pm_link");
        with(caller, "Claude Shannon", expiringCard(first));
        with(caller, "Blaise Pascal", "pm_bacsDebit", "pm_card_discover");
        detached(caller, "Mary Somerville");
        atBoth(caller, "Edsger Dijkstra", second);
        customer(caller, "Sophie Germain", FIRST);
        customer(caller, "Charles Babbage", null);
    }

    /** A customer with these payment methods, the first of which is the default. */
    private void with(Caller caller, String name, String... paymentMethodIds) {
        String id = customer(caller, name, FIRST);
        for (String paymentMethodId : paymentMethodIds) {
            attach(caller, id, paymentMethodId, FIRST, paymentMethodId.equals(paymentMethodIds[0]));
        }
    }

    private void detached(Caller caller, String name) {
        String id = customer(caller, name, FIRST);
        attach(caller, id, "pm_card_mastercard", FIRST, true);
        String detached = attach(caller, id, "pm_card_visa", FIRST, false);
        detachPaymentMethod.detach(caller, new DetachPaymentMethod.Command(detached, false, null, null));
    }

    private void atBoth(Caller caller, String name, SandboxApi second) {
        String id = customer(caller, name, FIRST);
        attach(caller, id, "pm_card_visa", FIRST, true);
        String there = second.post("/v1/customers", Map.of("name", name, "email", email(name)))
                .path("id")
                .asText();
        linkCustomer.link(caller, new LinkCustomer.Command(id, new ConnectorInput(SECOND, there), null));
        attach(caller, id, "pm_card_mastercard", SECOND, true);
    }

    private String expiringCard(SandboxApi api) {
        var thisMonth = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        return api.post(
                        "/v1/payment_methods",
                        Map.of(
                                "type",
                                "card",
                                "card[number]",
                                "4242424242424242",
                                "card[exp_month]",
                                String.valueOf(thisMonth.getMonthValue()),
                                "card[exp_year]",
                                String.valueOf(thisMonth.getYear())))
                .path("id")
                .asText();
    }

    private String customer(Caller caller, String name, @Nullable String connector) {
        var result = createCustomer.create(
                caller,
                new CreateCustomer.Command(name, email(name), Map.of(), new ConnectorInput(connector, null), null));
        return switch (result) {
            case CreateCustomer.Created created -> created.customer().id().toString();
            case CreateCustomer.Rejected rejected ->
                throw failed(name, rejected.error().message());
        };
    }

    /** Answers with our id of it. */
    private String attach(
            Caller caller, String customerId, String paymentMethodId, String connector, boolean setAsDefault) {
        var result = attachPaymentMethod.attach(
                caller,
                new AttachPaymentMethod.Command(
                        customerId,
                        paymentMethodId,
                        new ConnectorInput(connector, null),
                        setAsDefault,
                        List.of(),
                        null));
        return switch (result) {
            case AttachPaymentMethod.Attached attached ->
                attached.paymentMethod().id().toString();
            case AttachPaymentMethod.Open open ->
                throw failed(paymentMethodId, open.error().message());
            case AttachPaymentMethod.Rejected rejected ->
                throw failed(paymentMethodId, rejected.error().message());
        };
    }

    private static String email(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com";
    }

    private static IllegalStateException failed(String what, String message) {
        return new IllegalStateException("the demo could not make " + what + ": " + message);
    }
}
