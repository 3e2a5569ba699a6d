package io.tenderbook.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Payment methods that exist in every account without being created, as in Stripe's test mode: each use of such an id
 * makes a new payment method. Here they stand as the parameters that would make them.
 */
final class ExamplePaymentMethods {
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("pm_card_visa", card("tok_visa")),
            Map.entry("pm_card_visa_debit", card("tok_visa_debit")),
            Map.entry("pm_card_mastercard", card("tok_mastercard")),
            Map.entry("pm_card_amex", card("tok_amex")),
            Map.entry("pm_card_discover", card("tok_discover")),
            Map.entry("pm_card_chargeDeclined", card("tok_chargeDeclined")),
            Map.entry("pm_card_visa_chargeDeclined", card("tok_visa_chargeDeclined")),
            Map.entry("pm_card_chargeCustomerFail", card("tok_chargeCustomerFail")),
            Map.entry("pm_card_threeDSecure2Required", card("tok_threeDSecure2Required")),
            Map.entry(
                    "pm_usBankAccount",
                    "type=us_bank_account&us_bank_account[account_number]=000123456789"
                            + "&us_bank_account[routing_number]=110000000&billing_details[name]=Jenny Rosen"),
            Map.entry(
                    "pm_sepaDebit",
                    "type=sepa_debit&sepa_debit[iban]=DE89370400440532013000"
                            + "&billing_details[name]=Jenny Rosen&billing_details[email]=jenny@example.com"),
            Map.entry(
                    "pm_bacsDebit",
                    "type=bacs_debit&bacs_debit[account_number]=00012345&bacs_debit[sort_code]=108800"
                            + "&billing_details[name]=Jenny Rosen&billing_details[email]=jenny@example.com"),
            Map.entry("pm_twint", "type=twint"),
            Map.entry("pm_link", "type=link&billing_details[email]=jenny@example.com"));

    private ExamplePaymentMethods() {}

    private static String card(String token) {
        return "type=card&card[token]=" + token;
    }

    /** What makes a card of a test token. */
    static FormParameters ofCardToken(String token) {
        return FormParser.parse(card(URLEncoder.encode(token, StandardCharsets.UTF_8)));
    }

    static Optional<FormParameters> parameters(String id) {
        return Optional.ofNullable(EXAMPLES.get(id)).map(FormParser::parse);
    }
}
