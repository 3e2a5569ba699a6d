package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about a payment method that the provider knows.
 *
 * @param customerId our id of the customer, or the provider's id of a mapped one
 * @param wallet a JSON object; null for none
 */
public record Claim(
        String customerId,
        boolean isActive,
        String stripeId,
        PaymentMethodType type,
        @Nullable String providerType,
        @Nullable String last4,
        @Nullable String fingerprint,
        @Nullable String country,
        @Nullable String brand,
        @Nullable Integer expMonth,
        @Nullable Integer expYear,
        @Nullable String funding,
        @Nullable Object wallet,
        ConnectorInput connector,
        @Nullable String idempotencyKey) {
    private static final Pattern PROVIDER_TYPE = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9]{4}");
    private static final Pattern LAST4 = Pattern.compile("[0-9A-Za-z]{1,4}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern FINGERPRINT = Pattern.compile("[!-~]{1,255}");

    /**
     * The same with its words in their one spelling.
     *
     * @throws UserErrorException if a value is missing or malformed
     */
    Claim checked() {
        Inputs.providerId(stripeId, "stripeId");
        String word = checkedProviderType();
        if (type == PaymentMethodType.CARD) {
            require(last4, "last4");
            require(brand, "brand");
            require(expMonth, "expMonth");
            require(expYear, "expYear");
            require(country, "country");
            require(fingerprint, "fingerprint");
            require(funding, "funding");
            check(FOUR_DIGITS, last4, "last4", "last4 is the last four digits of the card.");
        }
        check(LAST4, last4, "last4", "last4 is at most four letters or digits.");
        check(COUNTRY, country, "country", "A country is two letters of ISO 3166-1, such as CH.");
        check(FINGERPRINT, fingerprint, "fingerprint", "A fingerprint is 1 to 255 letters, digits and signs of ASCII.");
        range(expMonth, 1, 12, "expMonth", "expMonth is 1 to 12.");
        range(expYear, 1970, 9998, "expYear", "expYear has four digits, such as 2031.");
        if (brand != null && (brand.isBlank() || brand.length() > 64)) {
            throw invalid("A brand is a word of at most 64 characters, such as visa.", "brand");
        }
        if (wallet != null && !(wallet instanceof Map)) {
            throw invalid("A wallet is a JSON object.", "wallet");
        }
        return new Claim(
                customerId,
                isActive,
                stripeId,
                type,
                word,
                last4,
                fingerprint,
                country == null ? null : country.toUpperCase(Locale.ROOT),
                brand == null ? null : brand.strip().toLowerCase(Locale.ROOT),
                expMonth,
                expYear,
                Snapshot.funding(funding),
                wallet,
                connector,
                idempotencyKey);
    }

    private String checkedProviderType() {
        if (type != PaymentMethodType.OTHER) {
            if (providerType != null && !providerType.equalsIgnoreCase(type.providerType())) {
                throw invalid(
                        "For this type providerType is " + type.providerType() + "; it may be left out.",
                        "providerType");
            }
            return type.providerType();
        }
        require(providerType, "providerType");
        String word = String.valueOf(providerType).toLowerCase(Locale.ROOT);
        check(
                PROVIDER_TYPE,
                word,
                "providerType",
                "providerType is the provider's word for the type, such as new_pay.");
        if (PaymentMethodType.of(word) != PaymentMethodType.OTHER) {
            throw invalid("There is a type of its own for this: " + PaymentMethodType.of(word) + ".", "type");
        }
        return word;
    }

    /** The record that this claim makes while nothing else is known; only for a checked claim. */
    PaymentMethod record(Connector connector, UUID ownerId, Instant now) {
        String walletJson = wallet == null || ((Map<?, ?>) wallet).isEmpty() ? null : Json.write(wallet);
        return new PaymentMethod(
                Ids.next(),
                connector.organisationId(),
                connector.id(),
                ownerId,
                stripeId,
                null,
                type,
                providerType == null ? type.providerType() : providerType,
                isActive,
                null,
                null,
                null,
                false,
                false,
                brand,
                last4,
                expMonth,
                expYear,
                Snapshot.expiry(expMonth, expYear),
                country,
                fingerprint,
                funding,
                walletJson,
                type == PaymentMethodType.CARD ? Json.write(cardDetails()) : null,
                null,
                "{}",
                null,
                connector.livemode(),
                PaymentMethodSource.CREATE,
                null,
                null,
                now,
                now,
                null,
                false,
                false);
    }

    private Map<String, @Nullable Object> cardDetails() {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("brand", brand);
        details.put("last4", last4);
        details.put("expMonth", expMonth);
        details.put("expYear", expYear);
        details.put("country", country);
        details.put("fingerprint", fingerprint);
        details.put("funding", funding);
        return details;
    }

    private void require(@Nullable Object value, String field) {
        if (value == null) {
            throw invalid(field + " is required for type " + type + ".", field);
        }
    }

    private static void check(Pattern pattern, @Nullable String value, String field, String message) {
        if (value != null && !pattern.matcher(value).matches()) {
            throw invalid(message, field);
        }
    }

    private static void range(@Nullable Integer value, int least, int most, String field, String message) {
        if (value != null && (value < least || value > most)) {
            throw invalid(message, field);
        }
    }

    private static UserErrorException invalid(String message, String field) {
        return new UserErrorException(UserError.invalid(message, field));
    }
}
