package io.tenderbook.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.service.CustomerService;
import io.tenderbook.sandbox.TestSandbox.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerTest {
    private final TestSandbox sandbox = TestSandbox.inMemory();
    private final CustomerService customers = sandbox.client().v1().customers();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static CustomerCreateParams named(String name) {
        return CustomerCreateParams.builder()
                .setName(name)
                .setEmail(name + "@example.com")
                .putMetadata("plan", "gold")
                .build();
    }

    @Test
    void aNewCustomerIsReadBackAsItWasMade() throws StripeException {
        Customer made = customers.create(named("Zoë & Söhne"));

        Customer read = customers.retrieve(made.getId());

        assertTrue(made.getId().matches("cus_[A-Za-z0-9]{14}"), made.getId());
        assertEquals("Zoë & Söhne", read.getName());
        assertEquals(Map.of("plan", "gold"), read.getMetadata());
        assertEquals(made, read);
        assertEquals("customer.created", sandbox.lastEvent().get("type").asText());
    }

    @Test
    void metadataIsMergedAndAnEmptyValueRemovesItsName() throws StripeException {
        String id = customers.create(named("ada")).getId();

        Customer updated = customers.update(
                id,
                CustomerUpdateParams.builder()
                        .putMetadata("plan", "")
                        .putMetadata("seat", "7")
                        .build());

        assertEquals(Map.of("seat", "7"), updated.getMetadata());
        assertEquals(
                "{\"metadata\":{\"plan\":\"gold\",\"seat\":null}}",
                sandbox.lastEvent().at("/data/previous_attributes").toString());
    }

    @Test
    void anUpdateThatChangesNothingTellsNobody() {
        String id = sandbox.customer();

        sandbox.post("/v1/customers/" + id, "name=Ada");

        assertEquals(List.of("customer.created"), sandbox.eventTypes());
    }

    @Test
    void theDefaultIsOneOfTheCustomersPaymentMethods() {
        String ada = sandbox.customer();
        String card = sandbox.attached("pm_card_visa", ada);
        String bobs = sandbox.attached("pm_card_visa", sandbox.customer());
        String setting = "invoice_settings[default_payment_method]=";

        assertEquals(200, sandbox.post("/v1/customers/" + ada, setting + card).status());
        assertEquals(
                "{\"invoice_settings\":{\"default_payment_method\":null}}",
                sandbox.lastEvent().at("/data/previous_attributes").toString());
        Response refused = sandbox.post("/v1/customers/" + ada, setting + bobs);
        assertEquals(400, refused.status());
        assertEquals(
                "The customer does not have a payment method with the ID " + bobs
                        + ". The payment method must be attached to the customer.",
                refused.error());
        assertEquals(
                "resource_missing",
                sandbox.post("/v1/customers/" + ada, setting + "pm_nope").text("/error/code"));
        assertTrue(sandbox.post("/v1/customers/" + ada, setting)
                .body()
                .at("/invoice_settings/default_payment_method")
                .isNull());
    }

    @Test
    void aCustomerCanBeMadeWithAPaymentMethodAsItsDefault() {
        Response made = sandbox.post(
                "/v1/customers",
                "payment_method=pm_card_visa",
                "invoice_settings[default_payment_method]=pm_card_visa",
                "expand[]=invoice_settings.default_payment_method");

        assertEquals(made.id(), made.text("/invoice_settings/default_payment_method/customer"));
    }

    @Test
    void aDeletedCustomerIsAStubAndItsEventTellsAllOfIt() throws StripeException {
        String id = customers.create(named("ada")).getId();

        assertTrue(customers.delete(id).getDeleted());

        assertEquals(
                "{\"id\":\"" + id + "\",\"object\":\"customer\",\"deleted\":true}",
                sandbox.get("/v1/customers/" + id).body().toString());
        assertTrue(customers.retrieve(id).getDeleted());
        JsonNode told = sandbox.lastEvent().at("/data/object");
        assertEquals("ada@example.com", told.get("email").asText());
        assertFalse(told.has("deleted"));
        assertEquals(404, sandbox.delete("/v1/customers/" + id).status());
        assertEquals(404, sandbox.post("/v1/customers/" + id, "name=x").status());
    }

    @Test
    void anUnknownCustomerIsNotFound() {
        Response missing = sandbox.get("/v1/customers/cus_nope");

        assertEquals(404, missing.status());
        assertEquals("resource_missing", missing.text("/error/code"));
        assertEquals("No such customer: 'cus_nope'", missing.error());
    }

    @Test
    void customersAreListedNewestFirstPageByPageWithoutTheDeleted() throws StripeException {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            customers.create(named(name));
        }
        customers.delete(byEmail("c@example.com").getFirst().getId());

        List<String> names = StreamSupport.stream(
                        customers
                                .list(CustomerListParams.builder().setLimit(2L).build())
                                .autoPagingIterable()
                                .spliterator(),
                        false)
                .map(Customer::getName)
                .toList();

        assertEquals(List.of("e", "d", "b", "a"), names);
        assertEquals(1, byEmail("b@example.com").size());
    }

    private List<Customer> byEmail(String email) throws StripeException {
        return customers
                .list(CustomerListParams.builder().setEmail(email).build())
                .getData();
    }
}
