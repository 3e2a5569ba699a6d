package io.tenderbook.paymentmethod;

import static io.tenderbook.paymentmethod.Shop.accepted;
import static io.tenderbook.paymentmethod.Shop.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller must and may say of a payment method. */
class CreatePaymentMethodTest {
    private static TestServer server;
    private static Shop shop;
    private static String customer;

    @BeforeAll
    static void start() {
        server = TestServer.withSandbox();
        shop = Shop.open(server, "stripe");
        customer = shop.customer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void recordsACardAsTheCallerDescribesIt() {
        var method = created(Claims.card(customer));
        assertEquals("CARD", method.path("type").textValue());
        assertEquals("card", method.path("providerType").textValue());
        assertEquals("visa", method.path("brand").textValue());
        assertEquals("4242", method.path("last4").textValue());
        assertEquals(8, method.path("expMonth").intValue());
        assertEquals(2042, method.path("expYear").intValue());
        assertEquals("CH", method.path("country").textValue());
        assertEquals("Xt5EWLLDS7FJjR1c", method.path("fingerprint").textValue());
        assertEquals("credit", method.path("funding").textValue());
        assertEquals("ACTIVE", method.path("status").textValue());
        assertEquals("CREATE", method.path("source").textValue());
        assertEquals("UNVERIFIED", method.path("syncStatus").textValue());
        assertEquals(customer, method.path("customerId").textValue());
        assertEquals("stripe", method.at("/connector/name").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Visa", "visa", "VISA", " visa "})
    void oneBrandHasOneSpelling(String brand) {
        var method = created(Claims.with(Claims.card(customer), "brand", brand));
        assertEquals("visa", method.path("brand").textValue());
    }

    @Test
    void theFilterFindsABrandInWhateverSpelling() {
        var shopper = Shop.open(server, "stripe");
        String person = shopper.customer();
        accepted(shopper.createPaymentMethod(Claims.with(Claims.card(person), "brand", "Visa")));
        accepted(shopper.createPaymentMethod(Claims.with(Claims.card(person), "brand", "visa")));
        accepted(shopper.createPaymentMethod(Claims.with(Claims.card(person), "brand", "mastercard")));
        assertEquals(2, shopper.methodsOfBrand("visa"));
        assertEquals(2, shopper.methodsOfBrand("Visa"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"last4", "brand", "expMonth", "expYear", "country", "fingerprint", "funding"})
    void aCardIsDescribedInFull(String field) {
        invalid(field, Claims.with(Claims.card(customer), field, null));
        invalid(field, Claims.without(Claims.card(customer), field));
    }

    @ParameterizedTest
    @EnumSource(
            value = PaymentMethodType.class,
            mode = Mode.EXCLUDE,
            names = {"CARD", "OTHER"})
    void noOtherTypeNeedsMoreThanItsId(PaymentMethodType type) {
        var method = created(Claims.of(customer, type.name()));
        assertEquals(type.name(), method.path("type").textValue());
        assertEquals(type.providerType(), method.path("providerType").textValue());
        assertTrue(method.path("last4").isNull(), method.toString());
    }

    @Test
    void aTypeThatWeDoNotKnowIsKeptByTheProvidersWord() {
        var method = created(Claims.with(Claims.of(customer, "OTHER"), "providerType", "new_pay"));
        assertEquals("OTHER", method.path("type").textValue());
        assertEquals("new_pay", method.path("providerType").textValue());
    }

    @Test
    void anUnknownTypeNeedsTheProvidersWord() {
        invalid("providerType", Claims.of(customer, "OTHER"));
        invalid("providerType", Claims.with(Claims.of(customer, "OTHER"), "providerType", ""));
        invalid("providerType", Claims.with(Claims.of(customer, "OTHER"), "providerType", "new pay"));
    }

    @Test
    void theProvidersWordAgreesWithTheType() {
        invalid("providerType", Claims.with(Claims.of(customer, "TWINT"), "providerType", "sepa_debit"));
        invalid("type", Claims.with(Claims.of(customer, "OTHER"), "providerType", "twint"));
        created(Claims.with(Claims.of(customer, "TWINT"), "providerType", "twint"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 13})
    void aYearHasTwelveMonths(int month) {
        invalid("expMonth", Claims.with(Claims.card(customer), "expMonth", month));
    }

    @Test
    void aCardMayHaveExpired() {
        var method = created(Claims.with(Claims.card(customer), "expYear", 2019));
        assertEquals("EXPIRED", method.path("status").textValue());
        assertTrue(method.path("isActive").booleanValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHE", "1x", "C", "", "C ", "ÄÖ"})
    void aCountryIsTwoLetters(String country) {
        invalid("country", Claims.with(Claims.card(customer), "country", country));
    }

    @Test
    void aCountryIsStoredInCapitals() {
        var method = created(Claims.with(Claims.card(customer), "country", "ch"));
        assertEquals("CH", method.path("country").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"424", "42424", "abcd", "", "４２４２"})
    void last4OfACardIsFourDigits(String last4) {
        invalid("last4", Claims.with(Claims.card(customer), "last4", last4));
    }

    @ParameterizedTest
    @CsvSource({"credit, credit", "Credit, credit", "DEBIT, debit", "prepaid, prepaid", "charge, unknown", "'', unknown"
    })
    void fundingIsOneOfThreeOrUnknown(String said, String kept) {
        var method = created(Claims.with(Claims.card(customer), "funding", said));
        assertEquals(kept, method.path("funding").textValue());
    }

    @Test
    void aCardNeedsNoWallet() {
        assertTrue(created(Claims.card(customer)).path("wallet").isNull());
        assertTrue(created(Claims.with(Claims.card(customer), "wallet", null))
                .path("wallet")
                .isNull());
        assertTrue(created(Claims.with(Claims.card(customer), "wallet", Map.of()))
                .path("wallet")
                .isNull());
    }

    @Test
    void aWalletIsAnObject() {
        var method = created(Claims.with(Claims.card(customer), "wallet", Map.of("type", "apple_pay")));
        assertEquals("apple_pay", method.at("/wallet/type").textValue());
        invalid("wallet", Claims.with(Claims.card(customer), "wallet", "apple_pay"));
    }

    @Test
    void whatTheCallerSwitchesOffIsInactive() {
        var method = created(Claims.with(Claims.card(customer), "isActive", false));
        assertEquals("INACTIVE", method.path("status").textValue());
        assertEquals(false, method.path("isActive").booleanValue());
    }

    @Test
    void anIdHasOneTo5000Characters() {
        invalid("stripeId", Claims.with(Claims.of(customer, "TWINT"), "stripeId", ""));
        invalid("stripeId", Claims.with(Claims.of(customer, "TWINT"), "stripeId", "p".repeat(5_001)));
        String longest = "pm_" + "x".repeat(4_997);
        var method = created(Claims.with(Claims.of(customer, "TWINT"), "stripeId", longest));
        assertEquals(longest, method.path("stripeId").textValue());
    }

    @Test
    void idsThatDifferInCaseAreTwoPaymentMethods() {
        String id = ShopAccount.unknown("pm_a");
        var lower = created(Claims.with(Claims.of(customer, "TWINT"), "stripeId", id));
        var upper = created(Claims.with(Claims.of(customer, "TWINT"), "stripeId", id.replace("pm_a", "pm_A")));
        assertNotEquals(lower.path("id"), upper.path("id"));
    }

    private static JsonNode created(Map<String, @Nullable Object> claim) {
        return accepted(shop.createPaymentMethod(claim)).path("paymentMethod");
    }

    private static void invalid(String field, Map<String, @Nullable Object> claim) {
        var error = refused("INVALID_INPUT", shop.createPaymentMethod(claim));
        assertEquals(field, error.at("/field/0").textValue(), error.toString());
    }
}
