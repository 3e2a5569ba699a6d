package io.tenderbook.sync;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentMethod;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodListParams;
import com.stripe.param.PaymentMethodUpdateParams;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** An account at the sandbox on which customers live, with nobody telling us about it. */
final class Account {
    private final StripeClient stripe;
    private final Random random;
    private final List<String> customers = new ArrayList<>();
    private final List<String> methods = new ArrayList<>();

    Account(URI sandbox, String key, long seed) {
        stripe = StripeClient.builder()
                .setApiKey(key)
                .setApiBase(sandbox.toString())
                .build();
        random = new Random(seed);
    }

    StripeClient stripe() {
        return stripe;
    }

    List<String> customers() {
        return customers;
    }

    /** So many new customers, each with one or two payment methods, of which the last is mostly the default. */
    Account grow(int count) throws StripeException {
        for (int i = 0; i < count; i++) {
            customers.add(stripe.v1()
                    .customers()
                    .create(CustomerCreateParams.builder()
                            .setName("Customer " + customers.size())
                            .build())
                    .getId());
            attach(customers.getLast());
            if (random.nextInt(3) == 0) {
                attach(customers.getLast());
            }
            if (random.nextInt(4) > 0) {
                setDefault(methods.getLast(), customers.getLast());
            }
        }
        return this;
    }

    /** So many changes of all kinds; a customer is deleted now and then. */
    Account live(int changes) throws StripeException {
        for (int i = 0; i < changes; i++) {
            String id = methods.get(random.nextInt(methods.size()));
            String owner = stripe.v1().paymentMethods().retrieve(id).getCustomer();
            int dice = random.nextInt(20);
            if (dice == 0) {
                grow(1);
            } else if (dice < 6 || !customers.contains(owner)) {
                attach(customers.get(random.nextInt(customers.size())));
            } else if (dice < 11) {
                stripe.v1()
                        .paymentMethods()
                        .update(
                                id,
                                PaymentMethodUpdateParams.builder()
                                        .putMetadata("turn", String.valueOf(random.nextInt(1_000)))
                                        .build());
            } else if (dice < 15) {
                stripe.v1().paymentMethods().detach(id);
            } else if (dice < 19) {
                setDefault(id, owner);
            } else {
                delete(owner);
            }
        }
        return this;
    }

    String attach(String customer) throws StripeException {
        methods.add(stripe.v1()
                .paymentMethods()
                .attach(
                        random.nextBoolean() ? "pm_card_visa" : "pm_sepaDebit",
                        PaymentMethodAttachParams.builder()
                                .setCustomer(customer)
                                .build())
                .getId());
        return methods.getLast();
    }

    void setDefault(String method, String customer) throws StripeException {
        stripe.v1()
                .customers()
                .update(
                        customer,
                        CustomerUpdateParams.builder()
                                .setInvoiceSettings(CustomerUpdateParams.InvoiceSettings.builder()
                                        .setDefaultPaymentMethod(method)
                                        .build())
                                .build());
    }

    void delete(String customer) throws StripeException {
        stripe.v1().customers().delete(customer);
        customers.remove(customer);
    }

    /** What this account says of each payment method that a customer has or had; the customers that have none. */
    Map<String, String> state() throws StripeException {
        Map<String, String> state = new TreeMap<>();
        Map<String, String> defaults = new TreeMap<>();
        for (Customer customer : stripe.v1()
                .customers()
                .list(CustomerListParams.builder().setLimit(100L).build())
                .autoPagingIterable()) {
            state.put(customer.getId(), "alive");
            String chosen = customer.getInvoiceSettings().getDefaultPaymentMethod();
            if (chosen != null) {
                defaults.put(chosen, customer.getId());
            }
        }
        for (String id : methods) {
            PaymentMethod method = stripe.v1().paymentMethods().retrieve(id);
            String owner = method.getCustomer();
            boolean isDefault = defaults.containsKey(id);
            String standing =
                    owner == null ? "detached" : state.containsKey(owner) ? "of " + owner : "customer deleted";
            state.put(id, standing + ", turn " + method.getMetadata().get("turn") + ", default " + isDefault);
        }
        return state;
    }

    /** How many payment methods a customer has now. */
    int count(String customer) throws StripeException {
        return stripe.v1()
                .paymentMethods()
                .list(PaymentMethodListParams.builder().setCustomer(customer).build())
                .getData()
                .size();
    }
}
