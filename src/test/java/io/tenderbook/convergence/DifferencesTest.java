package io.tenderbook.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.StripeDeliveries;
import io.tenderbook.platform.Json;
import io.tenderbook.sandbox.Fault;
import io.tenderbook.sandbox.Faults;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That two are equal means something only where a difference would have been seen: here is one whenever an event is lost. */
class DifferencesTest {
    private static World world;

    private Tenant tenant;
    private String customer;
    private String method;

    @BeforeAll
    static void start() {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void follow() {
        tenant = world.tenant();
        tenant.deliverEverything();
        customer = tenant.account().customer("Ada");
        method = tenant.account().attach("pm_card_visa", customer);
        tenant.account().post("/v1/customers/" + customer, "invoice_settings[default_payment_method]=" + method);
        tenant.awaitDrained(3);
        assertEquals(List.of(), Differences.of(tenant));
        world.sandbox()
                .begin(Faults.seeded(1).odds(Fault.LOST, 100), tenant.account().key());
    }

    @ParameterizedTest
    @CsvSource({
        "METHOD detached,        /v1/payment_methods/METHOD/detach, x=",
        "CUSTOMER default,       /v1/payment_methods/METHOD/detach, x=",
        "METHOD metadata,        /v1/payment_methods/METHOD, metadata[turn]=1",
        "METHOD whole object,    /v1/payment_methods/METHOD, billing_details[name]=Grace",
        "METHOD year,            /v1/payment_methods/METHOD, card[exp_year]=2041",
        "METHOD last4,           /v1/test_helpers/payment_methods/METHOD/automatically_update, card[last4]=0001",
        "CUSTOMER name,          /v1/customers/CUSTOMER, name=Grace",
        "CUSTOMER default,       /v1/customers/CUSTOMER, invoice_settings[default_payment_method]=",
        "is not known here,      /v1/customers, name=Grace",
        "is not recorded here,   /v1/payment_methods/pm_card_visa/attach, customer=CUSTOMER"
    })
    void aChangeThatIsNotFollowedIsSeen(String difference, String path, String parameter) {
        var answer = tenant.account().post(filled(path), parameter.equals("x=") ? "" : filled(parameter));

        assertTrue(answer.path("id").isTextual(), answer.toString());
        seen(filled(difference));
    }

    @Test
    void aDeletionThatIsNotFollowedIsSeen() {
        tenant.account().delete("/v1/customers/" + customer);

        seen(customer + " deleted");
        seen(customer + " mapping ended");
        seen(method + " owner deleted");
    }

    @Test
    void whatWasNeverAtStripeIsSeen() {
        var object = Json.parse(
                "{\"id\": \"cus_elsewhere\", \"object\": \"customer\", \"invoice_settings\": {\"default_payment_method\": null}}");

        tenant.deliveries().apply(StripeDeliveries.event("customer.created", Instant.now(), object));

        seen("cus_elsewhere was never heard of at Stripe");
    }

    @Test
    void anEventThatFailedIsSeen() {
        tenant.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE webhook_event SET status = 'DEAD' WHERE connector_id = ? AND type = 'customer.created'",
                        tenant.connector().id()));

        seen("customer.created ended as DEAD");
    }

    private String filled(String text) {
        return text.replace("CUSTOMER", customer).replace("METHOD", method);
    }

    private void seen(String difference) {
        var all = Differences.of(tenant);
        assertTrue(all.stream().anyMatch(one -> one.contains(difference)), difference + " in " + all);
    }
}
