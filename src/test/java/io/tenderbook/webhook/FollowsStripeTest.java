package io.tenderbook.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentMethod;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodUpdateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import io.tenderbook.TestServer;
import io.tenderbook.provider.ConnectorSecrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A busy account at Stripe, all its changes within a few seconds, delivered concurrently: in the end we say what it says. */
class FollowsStripeTest {
    private static final int STEPS = 150;

    private TestServer server;
    private StripeClient account;
    private final List<String> customers = new ArrayList<>();
    private final List<String> methods = new ArrayList<>();

    @BeforeEach
    void start() throws StripeException {
        server = TestServer.withSandbox();
        account = StripeClient.builder()
                .setApiKey("sk_test_sandbox")
                .setApiBase(server.sandbox().address().toString())
                .build();
        var connector = server.connector("stripe");
        var endpoint = account.v1()
                .webhookEndpoints()
                .create(WebhookEndpointCreateParams.builder()
                        .setUrl(server.baseUri()
                                .resolve("/webhooks/stripe/" + connector.id())
                                .toString())
                        .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.ALL)
                        .build());
        server.bean(ConnectorSecrets.class).setWebhookSecret(connector, endpoint.getSecret());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void endsEqualToStripe(long seed) throws StripeException {
        var random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            change(random);
        }
        awaitDrained();
        assertEquals(atStripe(), here());
    }

    private void change(Random random) throws StripeException {
        int dice = random.nextInt(100);
        if (customers.size() < 4 || dice < 8) {
            customers.add(account.v1()
                    .customers()
                    .create(CustomerCreateParams.builder()
                            .setName("Customer " + customers.size())
                            .build())
                    .getId());
        } else if (methods.isEmpty() || dice < 40) {
            attach(random);
        } else if (dice < 65) {
            update(random);
        } else if (dice < 80) {
            detach(random);
        } else if (dice < 97) {
            setDefault(random);
        } else {
            account.v1().customers().delete(customers.remove(random.nextInt(customers.size())));
        }
    }

    private void attach(Random random) throws StripeException {
        methods.add(account.v1()
                .paymentMethods()
                .attach(
                        random.nextBoolean() ? "pm_card_visa" : "pm_sepaDebit",
                        PaymentMethodAttachParams.builder()
                                .setCustomer(customers.get(random.nextInt(customers.size())))
                                .build())
                .getId());
    }

    /** Stripe updates attached payment methods alone. */
    private void update(Random random) throws StripeException {
        String id = methods.get(random.nextInt(methods.size()));
        if (account.v1().paymentMethods().retrieve(id).getCustomer() == null) {
            return;
        }
        account.v1()
                .paymentMethods()
                .update(
                        id,
                        PaymentMethodUpdateParams.builder()
                                .putMetadata("turn", String.valueOf(random.nextInt(1_000)))
                                .build());
    }

    private void detach(Random random) throws StripeException {
        String id = methods.get(random.nextInt(methods.size()));
        if (account.v1().paymentMethods().retrieve(id).getCustomer() != null) {
            account.v1().paymentMethods().detach(id);
        }
    }

    private void setDefault(Random random) throws StripeException {
        PaymentMethod method = account.v1().paymentMethods().retrieve(methods.get(random.nextInt(methods.size())));
        if (customers.contains(method.getCustomer())) {
            account.v1()
                    .customers()
                    .update(
                            method.getCustomer(),
                            CustomerUpdateParams.builder()
                                    .setInvoiceSettings(CustomerUpdateParams.InvoiceSettings.builder()
                                            .setDefaultPaymentMethod(method.getId())
                                            .build())
                                    .build());
        }
    }

    private void awaitDrained() throws StripeException {
        String last = account.v1().events().list().getData().getFirst().getId();
        Awaitility.await("all deliveries and their effects")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> server.bean(Jdbi.class)
                        .withHandle(handle -> handle.select(
                                        "SELECT COUNT(*) = (SELECT COUNT(*) FROM webhook_event) AND SUM(event_id = ?) = 1"
                                                + " AND COUNT(*) >= ? FROM webhook_event"
                                                + " WHERE status NOT IN ('PENDING', 'DEAD')",
                                        last,
                                        count())
                                .mapTo(Boolean.class)
                                .findOne()
                                .orElse(false)));
    }

    private int count() throws StripeException {
        int count = 0;
        for (var event : account.v1().events().list().autoPagingIterable()) {
            Objects.requireNonNull(event.getId());
            count++;
        }
        return count;
    }

    /** What Stripe says: of each payment method its owner, its metadata, and whether it is the default. */
    private Map<String, String> atStripe() throws StripeException {
        Map<String, String> all = new TreeMap<>();
        Map<String, String> defaults = new TreeMap<>();
        for (String id : customers) {
            Customer customer = account.v1().customers().retrieve(id);
            var chosen = customer.getInvoiceSettings().getDefaultPaymentMethod();
            if (chosen != null) {
                defaults.put(chosen, id);
            }
        }
        for (String id : methods) {
            PaymentMethod method = account.v1().paymentMethods().retrieve(id);
            boolean attached = method.getCustomer() != null;
            String state =
                    !attached ? "DETACHED" : customers.contains(method.getCustomer()) ? "ACTIVE" : "CUSTOMER_DELETED";
            all.put(id, state + " " + method.getMetadata().get("turn") + " " + defaults.containsKey(id));
        }
        return all;
    }

    private Map<String, String> here() {
        Map<String, String> all = new TreeMap<>();
        for (String id : methods) {
            JsonNode method = server.graphql("""
                            query($id: String!) { paymentMethods(filter: {stripeId: $id, includeDetached: true}) {
                              nodes { status metadata isDefault customer { id } } } }""", Map.of("id", id))
                    .path("data")
                    .path("paymentMethods")
                    .path("nodes")
                    .path(0);
            JsonNode turn = method.path("metadata").path("turn");
            all.put(
                    id,
                    method.path("status").asText() + " " + (turn.isTextual() ? turn.textValue() : null) + " "
                            + method.path("isDefault").booleanValue());
        }
        return all;
    }
}
