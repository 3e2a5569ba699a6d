package io.tenderbook.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Stripe says of one type of payment method shows in the fields that only this type has. */
class PaymentMethodDetailsTest {
    private static TestServer server;
    private static StripeDeliveries stripe;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
        stripe = new StripeDeliveries(server, server.connector("stripe"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            klarna | {"dob":{"day":3,"month":1,"year":1990}} | KlarnaDetails { dateOfBirth } | {"dateOfBirth":"1990-01-03"}
            klarna | {"dob":null} | KlarnaDetails { dateOfBirth } | {"dateOfBirth":null}
            cashapp | {"buyer_id":"b1","cashtag":"$ada"} | CashappDetails { buyerId cashtag } | {"buyerId":"b1","cashtag":"$ada"}
            revolut_pay | {} | RevolutPayDetails { providerType } | {"providerType":"revolut_pay"}
            amazon_pay | {} | AmazonPayDetails { providerType } | {"providerType":"amazon_pay"}
            twint | {} | TwintDetails { providerType } | {"providerType":"twint"}
            paypal | {"payer_email":"a@b.c","payer_id":"P1"} | PaypalDetails { payerEmail payerId } | {"payerEmail":"a@b.c","payerId":"P1"}
            bacs_debit | {"sort_code":"108800","last4":"2345"} | BacsDebitDetails { sortCode last4 } | {"sortCode":"108800","last4":"2345"}
            au_becs_debit | {"bsb_number":"000000"} | AuBecsDebitDetails { bsbNumber } | {"bsbNumber":"000000"}
            alma | {"later":{"deep":[1]}} | OtherDetails { providerType fields } | {"providerType":"alma","fields":{"later":{"deep":[1]}}}
            newer_pay | {"a":1} | OtherDetails { providerType fields } | {"providerType":"newer_pay","fields":{"a":1}}
            """)
    void showsInItsOwnFields(String type, String own, String selection, String expected) {
        ObjectNode object =
                (ObjectNode) Json.parse("{\"object\":\"payment_method\",\"livemode\":false,\"metadata\":{}}");
        object.put("id", "pm_" + Ids.next().toString().replace("-", ""));
        object.put("type", type).set(type, Json.parse(own));
        assertEquals(Json.parse(expected), details(object, selection));
    }

    @Test
    void aCardInAWalletShowsBothNumbersAndWhatTheBankSaid() throws Exception {
        var event = Json.parse(Files.readAllBytes(
                Path.of("src/test/resources/stripe/events/payment_method.attached.card_apple_pay.json")));
        ObjectNode object = event.path("data").path("object").deepCopy();
        object.put("id", "pm_" + Ids.next().toString().replace("-", "")).putNull("customer");
        ObjectNode card = (ObjectNode) object.path("card");
        card.put("display_brand", "visa");
        ((ObjectNode) card.path("networks")).put("preferred", "visa");
        var details = details(
                object,
                "CardDetails { last4 displayBrand networks { available preferred }"
                        + " checks { cvcCheck addressLine1Check addressPostalCodeCheck } wallet { type dynamicLast4 } }");
        assertEquals(card.path("last4"), details.path("last4"));
        assertEquals("visa", details.path("displayBrand").textValue());
        assertEquals(card.at("/networks/available"), details.at("/networks/available"));
        assertEquals("visa", details.at("/networks/preferred").textValue());
        assertEquals(card.at("/checks/cvc_check"), details.at("/checks/cvcCheck"));
        assertEquals("apple_pay", details.at("/wallet/type").textValue());
        assertEquals(card.at("/wallet/dynamic_last4"), details.at("/wallet/dynamicLast4"));
    }

    private static JsonNode details(ObjectNode object, String selection) {
        stripe.apply(StripeDeliveries.event("payment_method.attached", Instant.now(), object));
        return server.graphql(
                        "query ($id: String!) { paymentMethods(filter: {stripeId: $id}) { nodes { details { ... on "
                                + selection + " } } } }",
                        Map.of("id", object.path("id").textValue()))
                .at("/data/paymentMethods/nodes/0/details");
    }
}
