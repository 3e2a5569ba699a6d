package io.tenderbook.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A card number and how cards of that number behave. The number is never kept: see {@link PaymentMethodDetails}.
 *
 * @param declineCode how the issuer refuses when the card is attached; null if it does not
 * @param challenge whether a setup intent stops for 3D Secure
 */
record TestCard(
        String number,
        String brand,
        String funding,
        @Nullable String declineCode,
        boolean challenge) {
    private static final Pattern DIGITS = Pattern.compile("\\d{12,19}");
    private static final String DECLINED = "4000000000000002";
    private static final String CHALLENGED = "4000000000003220";

    private static final Map<String, String> TOKENS = Map.of(
            "tok_visa", "4242424242424242",
            "tok_visa_debit", "4000056655665556",
            "tok_mastercard", "5555555555554444",
            "tok_amex", "378282246310005",
            "tok_discover", "6011111111111117",
            "tok_chargeDeclined", DECLINED,
            "tok_visa_chargeDeclined", DECLINED,
            "tok_chargeCustomerFail", "4000000000000341",
            "tok_threeDSecure2Required", CHALLENGED);

    static Optional<TestCard> ofToken(String token) {
        return Optional.ofNullable(TOKENS.get(token)).flatMap(TestCard::ofNumber);
    }

    /** Empty for what cannot be the number of a card. */
    static Optional<TestCard> ofNumber(String typed) {
        String number = typed.replaceAll("[ -]", "");
        if (!DIGITS.matcher(number).matches() || !passesLuhn(number)) {
            return Optional.empty();
        }
        String declineCode = switch (number) {
            case DECLINED -> "generic_decline";
            case "4000000000009995" -> "insufficient_funds";
            default -> null;
        };
        String funding = number.equals("4000056655665556") ? "debit" : "credit";
        return Optional.of(new TestCard(number, brand(number), funding, declineCode, number.equals(CHALLENGED)));
    }

    String last4() {
        return number.substring(number.length() - 4);
    }

    private static String brand(String number) {
        int two = Integer.parseInt(number.substring(0, 2));
        int four = Integer.parseInt(number.substring(0, 4));
        if (number.startsWith("4")) {
            return "visa";
        } else if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
            return "mastercard";
        } else if (two == 34 || two == 37) {
            return "amex";
        } else if (four == 6011 || two == 65) {
            return "discover";
        } else if (two == 35) {
            return "jcb";
        } else if (two == 30 || two == 36 || two == 38) {
            return "diners";
        }
        return two == 62 ? "unionpay" : "unknown";
    }

    /** The check digit of ISO/IEC 7812-1. */
    private static boolean passesLuhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** Without the number, so that it gets into no log. */
    @Override
    public String toString() {
        return brand + " " + last4();
    }
}
