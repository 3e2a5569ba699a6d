package io.tenderbook.convergence;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.paymentmethod.StripeAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What others than us do at an account, drawn from a seed: customers come and go, and their payment methods with them. */
final class History {
    private static final List<String> EXAMPLES =
            List.of("pm_card_visa", "pm_card_mastercard", "pm_sepaDebit", "pm_usBankAccount", "pm_link");

    private final StripeAccount account;
    private final Random random;
    private final int mostCustomers;
    private final List<String> customers = new ArrayList<>();
    private final List<Attached> attached = new ArrayList<>();
    private int customersMade;
    private @Nullable Instant standing;
    private int mostAttached = Integer.MAX_VALUE;
    private int longestPause;

    private record Attached(String id, boolean card, String owner) {}

    History(StripeAccount account, Random random, int customers) {
        this.account = account;
        this.random = random;
        this.mostCustomers = customers;
    }

    /** Stamps this history by a clock that stands, and now and then leaps by some seconds. */
    History ofLeaps() {
        standing = Instant.now().plusSeconds(3_600);
        return this;
    }

    /** Takes its time, up to so much for each step, and changes a few payment methods often rather than many once. */
    History ofFew(int methods, Duration pause) {
        mostAttached = methods;
        longestPause = (int) pause.toMillis();
        return this;
    }

    void run(int steps) throws InterruptedException {
        for (int i = 0; i < steps; i++) {
            step();
            Thread.sleep(random.nextInt(longestPause + 1));
        }
    }

    private void step() {
        passTime();
        int dice = random.nextInt(100);
        if (customersMade < mostCustomers && (customers.size() < 2 || dice < 35)) {
            customers.add(done(account.post("/v1/customers", "name=Customer%20" + customersMade++)));
        } else if (attached.isEmpty() || (dice < 42 && attached.size() < mostAttached)) {
            attach(EXAMPLES.get(random.nextInt(EXAMPLES.size())));
        } else if (dice < 46 && attached.size() < mostAttached) {
            setUp();
        } else if (dice < 65) {
            update();
        } else if (dice < 77) {
            detach();
        } else if (dice < 92) {
            makeDefault();
        } else if (dice < 97 || customers.size() < 3) {
            done(account.post("/v1/customers/" + any(customers), "name=Renamed%20" + random.nextInt(1_000)));
        } else {
            done(account.delete("/v1/customers/" + customers.remove(random.nextInt(customers.size()))));
        }
    }

    private void passTime() {
        if (standing == null || random.nextInt(100) < 60) {
            return;
        }
        standing = standing.plusSeconds(1 + random.nextInt(3));
        done(account.post("/v1/test_helpers/clock", "frozen_time=" + standing.getEpochSecond()));
    }

    private void attach(String example) {
        String customer = any(customers);
        String id = done(account.post("/v1/payment_methods/" + example + "/attach", "customer=" + customer));
        attached.add(new Attached(id, example.startsWith("pm_card_"), customer));
    }

    /** A SetupIntent that succeeds attaches too, and tells of itself beside it. */
    private void setUp() {
        String customer = any(customers);
        JsonNode intent = checked(account.post(
                "/v1/setup_intents", "customer=" + customer, "payment_method=pm_card_visa", "confirm=true"));
        attached.add(new Attached(intent.path("payment_method").textValue(), true, customer));
    }

    private void update() {
        var method = any(attached);
        String path = "/v1/payment_methods/" + method.id();
        switch (random.nextInt(method.card() ? 4 : 2)) {
            case 0 -> done(account.post(path, "metadata[turn]=" + random.nextInt(1_000)));
            case 1 -> done(account.post(path, "billing_details[name]=Ada%20" + random.nextInt(1_000)));
            case 2 -> done(account.post(path, "card[exp_year]=" + (2040 + random.nextInt(9))));
            default ->
                done(account.post(
                        "/v1/test_helpers/payment_methods/" + method.id() + "/automatically_update",
                        "card[last4]=" + (1000 + random.nextInt(9_000))));
        }
    }

    private void detach() {
        var method = attached.remove(random.nextInt(attached.size()));
        done(account.post("/v1/payment_methods/" + method.id() + "/detach"));
    }

    private void makeDefault() {
        var method = any(attached);
        if (customers.contains(method.owner())) {
            done(account.post(
                    "/v1/customers/" + method.owner(), "invoice_settings[default_payment_method]=" + method.id()));
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String done(JsonNode answer) {
        return checked(answer).path("id").asText();
    }

    private static JsonNode checked(JsonNode answer) {
        if (answer.has("error")) {
            throw new AssertionError("the sandbox refused: " + answer);
        }
        return answer;
    }
}
