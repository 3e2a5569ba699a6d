package io.tenderbook.graphql.fetcher;

import static io.tenderbook.graphql.fetcher.TestData.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentMethodTest {
    private static TestServer server;
    private static TestData data;
    private static Connector connector;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        data = TestData.of(server);
        connector = data.connector("stripe");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CARD, CardDetails, '{...on CardDetails{networks{available}}}', '{\"networks\":{\"available\":[\"visa\"]}}'",
        "SEPA_DEBIT, SepaDebitDetails, '{...on SepaDebitDetails{bankCode}}', '{\"bankCode\":\"1\"}'",
        "US_BANK_ACCOUNT, UsBankAccountDetails, '{...on UsBankAccountDetails{bankName}}', '{\"bankName\":\"1\"}'",
        "BACS_DEBIT, BacsDebitDetails, '{...on BacsDebitDetails{sortCode}}', '{\"sortCode\":\"1\"}'",
        "AU_BECS_DEBIT, AuBecsDebitDetails, '{...on AuBecsDebitDetails{bsbNumber}}', '{\"bsbNumber\":\"1\"}'",
        "IDEAL, IdealDetails, '{...on IdealDetails{bank}}', '{\"bank\":\"1\"}'",
        "LINK, LinkDetails, '{...on LinkDetails{email}}', '{\"email\":\"1\"}'",
        "PAYPAL, PaypalDetails, '{...on PaypalDetails{payerId}}', '{\"payerId\":\"1\"}'",
        "TWINT, TwintDetails, '{...on TwintDetails{providerType}}', '{\"providerType\":\"word\"}'",
        "KLARNA, KlarnaDetails, '{...on KlarnaDetails{dateOfBirth}}', '{\"dateOfBirth\":\"1990-12-31\"}'",
        "REVOLUT_PAY, RevolutPayDetails, '{...on RevolutPayDetails{providerType}}', '{\"providerType\":\"word\"}'",
        "AMAZON_PAY, AmazonPayDetails, '{...on AmazonPayDetails{providerType}}', '{\"providerType\":\"word\"}'",
        "CASHAPP, CashappDetails, '{...on CashappDetails{cashtag}}', '{\"cashtag\":\"$ada\"}'",
        "ALMA, OtherDetails, '{...on OtherDetails{providerType}}', '{\"providerType\":\"word\"}'",
        "OTHER, OtherDetails, '{...on OtherDetails{fields}}', '{\"fields\":{\"a\":[1]}}'",
    })
    void detailsAreOfTheKindThatTheTypeHas(String type, String kind, String selection, String stored) {
        UUID id = data.paymentMethod(connector, null, Map.of("type", type, "provider_type", "word", "details", stored));
        var details = paymentMethod(id, "details{__typename " + selection.substring(1, selection.length() - 1) + "}")
                .path("details");
        assertEquals(kind, details.path("__typename").asText());
        String field = Json.parse(stored).fieldNames().next();
        assertEquals(Json.parse(stored).path(field), details.path(field));
    }

    @Test
    void storedJsonComesBackAsItIs() {
        String json = "{\"amount\": 1.50, \"big\": 12345678901234567890, \"none\": null, \"text\": \"ü\"}";
        UUID id = data.paymentMethod(
                connector,
                null,
                Map.of("wallet", json, "metadata", json, "raw_data", json, "billing_details", "{\"name\":\"Ada\"}"));
        var answer = paymentMethod(id, "wallet metadata rawData billingDetails{name address{city}}");
        for (String field : List.of("wallet", "metadata", "rawData")) {
            assertEquals("12345678901234567890", answer.path(field).path("big").asText());
            assertEquals("1.5", answer.path(field).path("amount").asText());
            assertTrue(answer.path(field).path("none").isNull());
            assertEquals("ü", answer.path(field).path("text").asText());
        }
        assertEquals(
                "{\"name\":\"Ada\",\"address\":null}",
                answer.path("billingDetails").toString());
    }

    @Test
    void whatIsNotKnownIsNull() {
        UUID id = data.paymentMethod(connector, null, Map.of());
        String unknown =
                "customer{id} customerId brand wallet details{__typename} billingDetails{name} rawData syncedAt";
        paymentMethod(id, unknown).forEach(value -> assertTrue(value.isNull()));
        assertEquals(
                "{\"syncStatus\":\"UNVERIFIED\",\"isActive\":true,\"isDefault\":false,\"sameCard\":[]}",
                paymentMethod(id, "syncStatus isActive isDefault sameCard{id}").toString());
    }

    @Test
    void theSameCardIsOneWithTheSameFingerprintAtTheSameConnector() {
        UUID customer = data.customer("Ada", null);
        UUID one = data.paymentMethod(connector, customer, Map.of("fingerprint", "same"));
        UUID two = data.paymentMethod(connector, null, Map.of("fingerprint", "same"));
        data.paymentMethod(connector, customer, Map.of("fingerprint", "Same"));
        data.paymentMethod(data.connector("another"), customer, Map.of("fingerprint", "same"));
        assertEquals(
                List.of(two.toString()), each(paymentMethod(one, "sameCard{id}").path("sameCard"), "id"));
        for (int i = 0; i < 110; i++) {
            data.paymentMethod(connector, customer, Map.of("fingerprint", "same"));
        }
        assertEquals(100, paymentMethod(one, "sameCard{id}").path("sameCard").size());
    }

    @Test
    void aConnectorSaysWhereItsDeliveriesGo() {
        UUID id = data.paymentMethod(connector, null, Map.of());
        assertEquals(
                "{\"connector\":{\"name\":\"stripe\",\"isActive\":true,\"webhookPath\":\"/webhooks/stripe/"
                        + connector.id() + "\"}}",
                paymentMethod(id, "connector{name isActive webhookPath}").toString());
    }

    private static JsonNode paymentMethod(UUID id, String selection) {
        return data.ask("query($id:ID!){paymentMethod(id:$id){" + selection + "}}", Map.of("id", id.toString()));
    }
}
