package io.tenderbook.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.SetupIntent;
import com.stripe.param.SetupIntentConfirmParams;
import com.stripe.param.SetupIntentCreateParams;
import com.stripe.service.SetupIntentService;
import io.tenderbook.sandbox.TestSandbox.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SetupIntentTest {
    private final TestSandbox sandbox = TestSandbox.inMemory();
    private final SetupIntentService intents = sandbox.client().v1().setupIntents();
    private final String ada = sandbox.customer();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private SetupIntent open() throws StripeException {
        return intents.create(SetupIntentCreateParams.builder()
                .setCustomer(ada)
                .setAutomaticPaymentMethods(SetupIntentCreateParams.AutomaticPaymentMethods.builder()
                        .setEnabled(true)
                        .build())
                .build());
    }

    private SetupIntent confirm(String intent, String method) throws StripeException {
        return intents.confirm(
                intent,
                SetupIntentConfirmParams.builder().setPaymentMethod(method).build());
    }

    private List<String> eventTypes() {
        List<String> all = sandbox.eventTypes();
        return all.subList(1, all.size());
    }

    @Test
    void aNewIntentIsForLaterUse() throws StripeException {
        SetupIntent intent = open();

        assertEquals("off_session", intent.getUsage());
        assertEquals("requires_payment_method", intent.getStatus());
        assertTrue(intent.getClientSecret().startsWith(intent.getId() + "_secret_"));
        assertEquals(intent, intents.retrieve(intent.getId()));
        assertEquals(List.of("setup_intent.created"), eventTypes());
    }

    @Test
    void confirmingAttaches() throws StripeException {
        SetupIntent intent = confirm(open().getId(), "pm_card_visa");

        assertEquals("succeeded", intent.getStatus());
        assertEquals(
                ada,
                sandbox.get("/v1/payment_methods/" + intent.getPaymentMethod()).text("/customer"));
        assertEquals(
                List.of("setup_intent.created", "payment_method.attached", "setup_intent.succeeded"), eventTypes());
    }

    @Test
    void oneCallCanDoItAll() {
        Response intent = sandbox.post(
                "/v1/setup_intents",
                "customer=" + ada,
                "payment_method=pm_card_visa",
                "confirm=true",
                "expand[]=payment_method",
                "expand[]=customer");

        assertEquals("succeeded", intent.text("/status"));
        assertEquals(ada, intent.text("/payment_method/customer"));
        assertEquals("Ada", intent.text("/customer/name"));
    }

    @Test
    void whatIsAttachedAlreadyIsNotToldAgain() throws StripeException {
        String card = sandbox.attached("pm_card_visa", ada);

        confirm(open().getId(), card);

        assertEquals(
                List.of("payment_method.attached", "setup_intent.created", "setup_intent.succeeded"), eventTypes());
    }

    @Test
    void anotherCustomersPaymentMethodIsRefused() throws StripeException {
        String bobs = sandbox.attached("pm_card_visa", sandbox.customer());

        Response refused = sandbox.post("/v1/setup_intents/" + open().getId() + "/confirm", "payment_method=" + bobs);

        assertEquals(400, refused.status());
        assertEquals("The payment method you provided has already been attached to a customer.", refused.error());
    }

    @Test
    void aDeclineIsAnsweredAndKept() throws StripeException {
        String intent = open().getId();

        CardException declined = assertThrows(CardException.class, () -> confirm(intent, "pm_card_chargeDeclined"));

        assertEquals(402, declined.getStatusCode());
        assertEquals("card_declined", declined.getCode());
        SetupIntent kept = intents.retrieve(intent);
        assertEquals("requires_payment_method", kept.getStatus());
        assertEquals("card_declined", kept.getLastSetupError().getCode());
        assertEquals(List.of("setup_intent.created", "setup_intent.setup_failed"), eventTypes());
        assertEquals("succeeded", confirm(intent, "pm_card_visa").getStatus());
    }

    @Test
    void aCardThatNeedsAChallengeWaitsForIt() throws StripeException {
        SetupIntent intent = confirm(open().getId(), "pm_card_threeDSecure2Required");

        assertEquals("requires_action", intent.getStatus());
        assertEquals("use_stripe_sdk", intent.getNextAction().getType());
    }

    @Test
    void anIntentWithoutAPaymentMethodCannotBeConfirmed() throws StripeException {
        Response refused = sandbox.post("/v1/setup_intents/" + open().getId() + "/confirm");

        assertEquals(400, refused.status());
        assertTrue(refused.error().contains("missing a payment method"), refused.error());
    }

    @Test
    void aCanceledIntentIsOver() throws StripeException {
        String intent = open().getId();

        assertEquals("canceled", intents.cancel(intent).getStatus());

        assertEquals(List.of("setup_intent.created", "setup_intent.canceled"), eventTypes());
        for (String verb : List.of("confirm", "cancel")) {
            Response refused = sandbox.post("/v1/setup_intents/" + intent + "/" + verb, "");
            assertEquals(400, refused.status());
            assertEquals("setup_intent_unexpected_state", refused.text("/error/code"));
        }
    }
}
