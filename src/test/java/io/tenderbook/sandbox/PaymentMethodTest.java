package io.tenderbook.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentMethod;
import com.stripe.param.PaymentMethodCreateParams;
import com.stripe.param.PaymentMethodUpdateParams;
import io.tenderbook.sandbox.TestSandbox.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentMethodTest {
    private final TestSandbox sandbox = TestSandbox.inMemory();
    private final String ada = sandbox.customer();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Response newCard(String number) {
        return sandbox.post(
                "/v1/payment_methods",
                "type=card",
                "card[number]=" + number,
                "card[exp_month]=3",
                "card[exp_year]=2041");
    }

    @Test
    void creatingOneTellsNobody() {
        List<String> before = sandbox.eventTypes();

        assertEquals(200, newCard("4242424242424242").status());

        assertEquals(before, sandbox.eventTypes());
    }

    @Test
    void aTokenMakesACard() throws StripeException {
        PaymentMethod method = sandbox.client()
                .v1()
                .paymentMethods()
                .create(PaymentMethodCreateParams.builder()
                        .setType(PaymentMethodCreateParams.Type.CARD)
                        .setCard(PaymentMethodCreateParams.Token.builder()
                                .setToken("tok_mastercard")
                                .build())
                        .putMetadata("origin", "token")
                        .build());

        assertEquals("mastercard", method.getCard().getBrand());
        assertEquals("4444", method.getCard().getLast4());
        assertEquals("token", method.getMetadata().get("origin"));
    }

    @ParameterizedTest
    @CsvSource({
        "4242424242424242,visa,credit,4242",
        "4000056655665556,visa,debit,5556",
        "5555555555554444,mastercard,credit,4444",
        "2223003122003222,mastercard,credit,3222",
        "378282246310005,amex,credit,0005",
        "6011111111111117,discover,credit,1117",
        "3566002020360505,jcb,credit,0505"
    })
    void aNumberTellsBrandAndFunding(String number, String brand, String funding, String last4) {
        JsonNode card = newCard(number).body().get("card");

        assertEquals(brand, card.get("brand").asText());
        assertEquals(funding, card.get("funding").asText());
        assertEquals(last4, card.get("last4").asText());
        assertEquals(brand, card.at("/networks/available/0").asText());
    }

    @Test
    void aCardHasTheShapeOfStripes() {
        JsonNode method = newCard("4242424242424242").body();

        for (String field : List.of(
                "allow_redisplay",
                "billing_details",
                "created",
                "customer",
                "customer_account",
                "livemode",
                "metadata")) {
            assertTrue(method.has(field), field);
        }
        for (String field : List.of(
                "brand",
                "checks",
                "country",
                "display_brand",
                "exp_month",
                "exp_year",
                "fingerprint",
                "funding",
                "generated_from",
                "last4",
                "networks",
                "regulated_status",
                "three_d_secure_usage",
                "wallet")) {
            assertTrue(method.get("card").has(field), field);
        }
    }

    @Test
    void oneNumberHasOneFingerprintInAnAccountAndAnotherElsewhere() {
        String here = newCard("4242424242424242").text("/card/fingerprint");
        String again = newCard("4242 4242 4242 4242").text("/card/fingerprint");
        String elsewhere = sandbox.send(sandbox.form("/v1/payment_methods", "type=card", "card[token]=tok_visa")
                        .setHeader("Authorization", "Bearer sk_test_other"))
                .text("/card/fingerprint");

        assertEquals(here, again);
        assertNotEquals(here, newCard("5555555555554444").text("/card/fingerprint"));
        assertNotEquals(here, elsewhere);
    }

    @ParameterizedTest
    @CsvSource({
        "card[number]=4242424242424241&card[exp_month]=1&card[exp_year]=2040,incorrect_number",
        "card[number]=4242424242424242&card[exp_month]=13&card[exp_year]=2040,invalid_expiry_month",
        "card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2020,invalid_expiry_year",
        "card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2040&card[cvc]=12,invalid_cvc"
    })
    void anImpossibleCardIsRefused(String form, String code) {
        Response refused = sandbox.post("/v1/payment_methods", "type=card", form);

        assertEquals(402, refused.status());
        assertEquals("card_error", refused.text("/error/type"));
        assertEquals(code, refused.text("/error/code"));
        assertFalse(refused.body().toString().contains("42424242"));
    }

    @ParameterizedTest
    @CsvSource({
        "pm_sepaDebit,sepa_debit,/sepa_debit/last4,3000",
        "pm_usBankAccount,us_bank_account,/us_bank_account/last4,6789",
        "pm_bacsDebit,bacs_debit,/bacs_debit/sort_code,108800",
        "pm_link,link,/link/email,jenny@example.com",
        "pm_card_amex,card,/card/brand,amex",
        "pm_card_discover,card,/card/brand,discover",
        "pm_card_visa_debit,card,/card/funding,debit",
        "pm_twint,twint,/type,twint"
    })
    void examplesOfManyTypesCanBeAttached(String example, String type, String pointer, String value) {
        Response method = sandbox.get("/v1/payment_methods/" + sandbox.attached(example, ada));

        assertEquals(type, method.text("/type"));
        assertEquals(value, method.text(pointer));
    }

    @Test
    void aTypeNobodyHasHeardOfIsAnEmptyHash() {
        for (String type : List.of("klarna", "twint", "futurepay")) {
            Response method =
                    sandbox.post("/v1/payment_methods", "type=" + type, type + "[account_number]=000123456789");
            assertEquals("{}", method.body().get(type).toString());
            assertFalse(method.body().toString().contains("000123456789"));
        }
    }

    @Test
    void aWrongIbanIsRefused() {
        Response refused =
                sandbox.post("/v1/payment_methods", "type=sepa_debit", "sepa_debit[iban]=DE00370400440532013000");

        assertEquals(400, refused.status());
        assertEquals("invalid_bank_account_iban", refused.text("/error/code"));
    }

    @Test
    void readingAnExampleGivesACopyThatCanBeAttached() {
        String copy = sandbox.get("/v1/payment_methods/pm_card_visa").id();

        assertEquals(copy, sandbox.attached(copy, ada));
    }

    @Test
    void aChangeTellsTheEarlierValues() throws StripeException {
        String card = sandbox.attached("pm_card_visa", ada);

        PaymentMethod changed = sandbox.client()
                .v1()
                .paymentMethods()
                .update(
                        card,
                        PaymentMethodUpdateParams.builder()
                                .setCard(PaymentMethodUpdateParams.Card.builder()
                                        .setExpMonth(2L)
                                        .setExpYear(2044L)
                                        .build())
                                .setBillingDetails(PaymentMethodUpdateParams.BillingDetails.builder()
                                        .setName("Zoë")
                                        .build())
                                .putMetadata("seat", "12")
                                .build());

        assertEquals(2044L, changed.getCard().getExpYear());
        JsonNode event = sandbox.lastEvent();
        assertEquals("payment_method.updated", event.get("type").asText());
        assertEquals("Zoë", event.at("/data/object/billing_details/name").asText());
        JsonNode previous = event.at("/data/previous_attributes");
        assertTrue(previous.at("/card/exp_year").isInt());
        assertTrue(previous.at("/billing_details/name").isNull());
        assertTrue(previous.at("/metadata/seat").isNull());
        assertFalse(previous.at("/card").has("last4"));
    }

    @Test
    void anUpdateThatChangesNothingTellsNobody() {
        String card = sandbox.attached("pm_card_visa", ada);
        sandbox.post("/v1/payment_methods/" + card, "metadata[a]=1");
        List<String> events = sandbox.eventTypes();

        sandbox.post("/v1/payment_methods/" + card, "metadata[a]=1");

        assertEquals(events, sandbox.eventTypes());
    }

    @Test
    void oneThatIsAttachedToNobodyCannotBeChanged() {
        Response refused = sandbox.post(
                "/v1/payment_methods/" + newCard("4242424242424242").id(), "metadata[a]=1");

        assertEquals(400, refused.status());
        assertEquals("You must save this PaymentMethod to a customer before you can update it.", refused.error());
    }

    @Test
    void theNetworkRenewsACard() {
        String card = sandbox.attached("pm_card_visa", ada);
        String fingerprint = sandbox.get("/v1/payment_methods/" + card).text("/card/fingerprint");

        sandbox.post(
                "/v1/test_helpers/payment_methods/" + card + "/automatically_update",
                "card[last4]=1881",
                "card[exp_year]=2045");

        JsonNode event = sandbox.lastEvent();
        assertEquals("payment_method.automatically_updated", event.get("type").asText());
        assertEquals("1881", event.at("/data/object/card/last4").asText());
        assertEquals("4242", event.at("/data/previous_attributes/card/last4").asText());
        assertEquals(
                fingerprint,
                event.at("/data/previous_attributes/card/fingerprint").asText());
    }
}
