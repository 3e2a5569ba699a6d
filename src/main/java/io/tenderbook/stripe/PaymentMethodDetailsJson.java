package io.tenderbook.stripe;

import static io.tenderbook.stripe.StripeJson.bool;
import static io.tenderbook.stripe.StripeJson.integer;
import static io.tenderbook.stripe.StripeJson.text;
import static io.tenderbook.stripe.StripeJson.texts;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What only one type of payment method has, by the field names of our schema. */
final class PaymentMethodDetailsJson {
    private PaymentMethodDetailsJson() {}

    /** @param own the member of Stripe's object that is named like its type */
    static Map<String, @Nullable Object> read(String type, JsonNode own) {
        Map<String, @Nullable Object> to = new LinkedHashMap<>();
        switch (type) {
            case "card" -> card(own, to);
            case "sepa_debit" ->
                texts(
                        own,
                        to,
                        "bankCode",
                        "bank_code",
                        "branchCode",
                        "branch_code",
                        "country",
                        "country",
                        "fingerprint",
                        "fingerprint",
                        "last4",
                        "last4");
            case "us_bank_account" ->
                texts(
                        own,
                        to,
                        "accountHolderType",
                        "account_holder_type",
                        "accountType",
                        "account_type",
                        "bankName",
                        "bank_name",
                        "fingerprint",
                        "fingerprint",
                        "last4",
                        "last4",
                        "routingNumber",
                        "routing_number");
            case "bacs_debit" ->
                texts(own, to, "fingerprint", "fingerprint", "last4", "last4", "sortCode", "sort_code");
            case "au_becs_debit" ->
                texts(own, to, "bsbNumber", "bsb_number", "fingerprint", "fingerprint", "last4", "last4");
            case "ideal" -> texts(own, to, "bank", "bank", "bic", "bic");
            case "link" -> texts(own, to, "email", "email");
            case "paypal" -> texts(own, to, "payerEmail", "payer_email", "payerId", "payer_id");
            case "klarna" -> to.put("dateOfBirth", date(own.path("dob")));
            case "cashapp" -> texts(own, to, "buyerId", "buyer_id", "cashtag", "cashtag");
            case "twint", "revolut_pay", "amazon_pay" -> to.put("providerType", type);
            default -> {
                to.put("providerType", type);
                to.put("fields", own.isObject() ? Json.toMap(own) : Map.of());
            }
        }
        return to;
    }

    private static void card(JsonNode own, Map<String, @Nullable Object> to) {
        texts(own, to, "brand", "brand", "displayBrand", "display_brand", "last4", "last4");
        to.put("expMonth", integer(own, "exp_month"));
        to.put("expYear", integer(own, "exp_year"));
        texts(own, to, "country", "country", "fingerprint", "fingerprint", "funding", "funding");
        to.put("networks", networks(own.path("networks")));
        to.put("checks", checks(own.path("checks")));
        to.put("threeDSecureSupported", bool(own.path("three_d_secure_usage"), "supported"));
        to.put("wallet", wallet(own.path("wallet")));
    }

    private static @Nullable Map<String, @Nullable Object> checks(JsonNode own) {
        if (!own.isObject()) {
            return null;
        }
        Map<String, @Nullable Object> checks = new LinkedHashMap<>();
        texts(
                own,
                checks,
                "cvcCheck",
                "cvc_check",
                "addressLine1Check",
                "address_line1_check",
                "addressPostalCodeCheck",
                "address_postal_code_check");
        return checks;
    }

    private static @Nullable Map<String, @Nullable Object> networks(JsonNode own) {
        if (!own.isObject()) {
            return null;
        }
        List<String> available = new ArrayList<>();
        own.path("available").forEach(network -> available.add(network.asText()));
        Map<String, @Nullable Object> networks = new LinkedHashMap<>();
        networks.put("available", available);
        networks.put("preferred", text(own, "preferred"));
        return networks;
    }

    private static @Nullable Map<String, @Nullable Object> wallet(JsonNode own) {
        String type = text(own, "type");
        if (type == null) {
            return null;
        }
        Map<String, @Nullable Object> wallet = new LinkedHashMap<>();
        wallet.put("type", type);
        wallet.put("dynamicLast4", text(own, "dynamic_last4"));
        return wallet;
    }

    /** By ISO 8601; null unless day, month and year are there. */
    private static @Nullable String date(JsonNode own) {
        Integer day = integer(own, "day");
        Integer month = integer(own, "month");
        Integer year = integer(own, "year");
        return day == null || month == null || year == null
                ? null
                : String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
    }
}
