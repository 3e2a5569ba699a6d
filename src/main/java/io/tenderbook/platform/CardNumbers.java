package io.tenderbook.platform;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.CreditCardValidator;
import org.apache.commons.validator.routines.CreditCardValidator.CreditCardRange;

/**
 * Knows card numbers by the prefixes and lengths that the networks publish and by their check digit (ISO/IEC 7812-1, Luhn),
 * also within a sentence and with spaces or dashes between the digits. What begins with a plus is a telephone number.
 */
public final class CardNumbers {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    /**
     * Digits with at most one space or dash between two, no letter, digit or underscore on either side, not behind a decimal
     * point, and no part of a UUID.
     */
    private static final Pattern CANDIDATE = Pattern.compile(
            "(?<![\\w+])(?<!\\d\\.)(?<![0-9A-Fa-f]{4}-)\\d(?:[ -]?\\d){%d,%d}(?![ -]?\\d|\\w|-[0-9A-Fa-f]{4})"
                    .formatted(SHORTEST - 1, LONGEST - 1));

    private static final CreditCardValidator NETWORKS = new CreditCardValidator(new CreditCardRange[] {
        new CreditCardRange("4", "4", new int[] {13, 16, 19}), // Visa
        new CreditCardRange("51", "55", 16, 16), // Mastercard
        new CreditCardRange("2221", "2720", 16, 16),
        new CreditCardRange("34", "34", 15, 15), // American Express
        new CreditCardRange("37", "37", 15, 15),
        new CreditCardRange("300", "305", 14, 19), // Diners Club
        new CreditCardRange("3095", "3095", 14, 19),
        new CreditCardRange("36", "36", 14, 19),
        new CreditCardRange("38", "39", 14, 19),
        new CreditCardRange("6011", "6011", 16, 19), // Discover
        new CreditCardRange("644", "659", 16, 19),
        new CreditCardRange("3528", "3589", 16, 19), // JCB
        new CreditCardRange("62", "62", 16, 19), // UnionPay
        new CreditCardRange("81", "81", 16, 19),
        new CreditCardRange("2200", "2204", 16, 19), // Mir
        new CreditCardRange("508", "508", 16, 16), // RuPay
        new CreditCardRange("60", "60", 16, 16),
        new CreditCardRange("82", "82", 16, 16),
        new CreditCardRange("50", "50", 13, 19), // Maestro
        new CreditCardRange("56", "59", 13, 19),
        new CreditCardRange("63", "63", 13, 19),
        new CreditCardRange("67", "67", 13, 19),
    });

    private CardNumbers() {}

    public static boolean isIn(String text) {
        return CANDIDATE.matcher(text).results().anyMatch(CardNumbers::isOne);
    }

    /** The text with something else in the place of each. */
    public static String hide(String text) {
        return CANDIDATE.matcher(text).replaceAll(found -> isOne(found) ? "[card number]" : found.group());
    }

    private static boolean isOne(MatchResult candidate) {
        return NETWORKS.isValid(candidate.group().replaceAll("[ -]", ""));
    }
}
