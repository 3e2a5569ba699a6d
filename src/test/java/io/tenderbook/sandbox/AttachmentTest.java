package io.tenderbook.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentMethod;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.service.PaymentMethodService;
import io.tenderbook.sandbox.TestSandbox.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttachmentTest {
    private final TestSandbox sandbox = TestSandbox.inMemory();
    private final PaymentMethodService methods = sandbox.client().v1().paymentMethods();
    private final String ada = sandbox.customer();
    private final String bob = sandbox.customer();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static PaymentMethodAttachParams to(String customer) {
        return PaymentMethodAttachParams.builder().setCustomer(customer).build();
    }

    private String newCard() {
        return sandbox.post(
                        "/v1/payment_methods",
                        "type=card",
                        "card[number]=4242424242424242",
                        "card[exp_month]=12",
                        "card[exp_year]=2040",
                        "card[cvc]=123")
                .id();
    }

    @Test
    void anExampleBecomesANewPaymentMethodEachTime() throws StripeException {
        PaymentMethod first = methods.attach("pm_card_visa", to(ada));
        PaymentMethod second = methods.attach("pm_card_visa", to(ada));

        assertTrue(first.getId().matches("pm_1[A-Za-z0-9]{23}"), first.getId());
        assertNotEquals(first.getId(), second.getId());
        assertEquals(ada, first.getCustomer());
        assertEquals(first.getCard().getFingerprint(), second.getCard().getFingerprint());
    }

    @Test
    void attachingChecksTheSecurityCode() throws StripeException {
        String card = newCard();
        assertEquals("unchecked", methods.retrieve(card).getCard().getChecks().getCvcCheck());

        PaymentMethod attached = methods.attach(card, to(ada));

        assertEquals(card, attached.getId());
        assertEquals("pass", attached.getCard().getChecks().getCvcCheck());
    }

    @Test
    void attachingAgainToTheSameCustomerAnswersTheSameAndTellsNobody() {
        String card = newCard();
        Response once = sandbox.post("/v1/payment_methods/" + card + "/attach", "customer=" + ada);
        List<String> events = sandbox.eventTypes();

        Response twice = sandbox.post("/v1/payment_methods/" + card + "/attach", "customer=" + ada);

        assertEquals(200, twice.status());
        assertEquals(once.body(), twice.body());
        assertEquals(events, sandbox.eventTypes());
    }

    @Test
    void attachingToAnotherCustomerIsRefused() {
        String card = sandbox.attached("pm_card_visa", ada);

        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> methods.attach(card, to(bob)));

        assertEquals(400, refused.getStatusCode());
        assertEquals(
                "The payment method you provided has already been attached to a customer.",
                refused.getStripeError().getMessage());
    }

    @Test
    void attachingAfterADetachIsRefused() throws StripeException {
        String card = sandbox.attached("pm_card_visa", ada);
        methods.detach(card);

        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> methods.attach(card, to(ada)));

        assertEquals(400, refused.getStatusCode());
        assertEquals(
                "This PaymentMethod was previously used without being attached to a Customer or was detached from a"
                        + " Customer, and may not be used again.",
                refused.getStripeError().getMessage());
    }

    @Test
    void anUnknownOrDeletedCustomerIsAMissingParameterValue() {
        sandbox.delete("/v1/customers/" + bob);

        for (String customer : List.of("cus_x", bob)) {
            InvalidRequestException refused =
                    assertThrows(InvalidRequestException.class, () -> methods.attach("pm_card_visa", to(customer)));
            assertEquals(400, refused.getStatusCode());
            assertEquals("resource_missing", refused.getCode());
            assertEquals("customer", refused.getParam());
            assertEquals(
                    "No such customer: '" + customer + "'",
                    refused.getStripeError().getMessage());
        }
    }

    @Test
    void anUnknownPaymentMethodIsNotFound() {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> methods.attach("pm_nope", to(ada)));

        assertEquals(404, refused.getStatusCode());
        assertEquals("resource_missing", refused.getCode());
        assertEquals("payment_method", refused.getParam());
        assertEquals(
                "No such PaymentMethod: 'pm_nope'", refused.getStripeError().getMessage());
    }

    @Test
    void aDecliningCardIsRefusedAndLeavesNothingBehind() {
        for (String example : List.of("pm_card_chargeDeclined", "pm_card_visa_chargeDeclined")) {
            CardException declined = assertThrows(CardException.class, () -> methods.attach(example, to(ada)));
            assertEquals(402, declined.getStatusCode());
            assertEquals("card_declined", declined.getCode());
            assertEquals("generic_decline", declined.getDeclineCode());
            assertEquals("try_again_later", declined.getStripeError().getAdviceCode());
            assertEquals("01", declined.getStripeError().getNetworkDeclineCode());
        }
        assertEquals(List.of("customer.created", "customer.created"), sandbox.eventTypes());
        assertEquals(
                0,
                sandbox.get("/v1/payment_methods?customer=" + ada)
                        .body()
                        .get("data")
                        .size());
    }

    @Test
    void aCardWhoseChargesFailAttachesAllTheSame() throws StripeException {
        assertEquals(ada, methods.attach("pm_card_chargeCustomerFail", to(ada)).getCustomer());
    }

    @Test
    void detachingClearsTheCustomerAndTellsWhoHadIt() throws StripeException {
        String card = sandbox.attached("pm_card_visa", ada);

        PaymentMethod detached = methods.detach(card);

        assertEquals(null, detached.getCustomer());
        assertEquals("payment_method.detached", sandbox.lastEvent().at("/type").asText());
        assertTrue(sandbox.lastEvent().at("/data/object/customer").isNull());
        assertEquals(
                "{\"customer\":\"" + ada + "\"}",
                sandbox.lastEvent().at("/data/previous_attributes").toString());
    }

    @Test
    void aSecondDetachIsImpossible() throws StripeException {
        String card = sandbox.attached("pm_card_visa", ada);
        methods.detach(card);

        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> methods.detach(card));

        assertEquals(400, refused.getStatusCode());
        assertEquals(null, refused.getCode());
        assertEquals(
                "The payment method you provided is not attached to a customer so detachment is impossible.",
                refused.getStripeError().getMessage());
    }

    @Test
    void detachingTheDefaultClearsItAndTellsOfTheCustomerToo() {
        String card = sandbox.attached("pm_card_visa", ada);
        sandbox.post("/v1/customers/" + ada, "invoice_settings[default_payment_method]=" + card);

        sandbox.post("/v1/payment_methods/" + card + "/detach");

        assertTrue(sandbox.get("/v1/customers/" + ada)
                .body()
                .at("/invoice_settings/default_payment_method")
                .isNull());
        assertEquals(
                List.of("payment_method.detached", "customer.updated"),
                sandbox.eventTypes().reversed().subList(0, 2).reversed());
        assertEquals(
                card,
                sandbox.lastEvent()
                        .at("/data/previous_attributes/invoice_settings/default_payment_method")
                        .asText());
    }

    @Test
    void deletingACustomerDetachesNothing() {
        String card = sandbox.attached("pm_card_visa", ada);
        sandbox.delete("/v1/customers/" + ada);

        assertEquals(ada, sandbox.get("/v1/payment_methods/" + card).text("/customer"));
        assertEquals("customer.deleted", sandbox.lastEvent().at("/type").asText());
        assertEquals(
                200, sandbox.post("/v1/payment_methods/" + card + "/detach").status());
        assertEquals("payment_method.detached", sandbox.lastEvent().at("/type").asText());
    }
}
