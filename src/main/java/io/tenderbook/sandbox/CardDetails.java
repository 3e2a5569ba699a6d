package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code card} of a payment method, from a number or a test token. */
final class CardDetails {
    /** Names in {@link Kept#inner()}. */
    static final String DECLINES = "declines";

    static final String CHALLENGES = "challenges";

    private static final Pattern CVC = Pattern.compile("\\d{3,4}");
    private static final int CENTURY = 2000;
    private static final int MOST_YEARS_AHEAD = 50;

    private final FormParameters parameters;
    private final Work work;

    CardDetails(FormParameters parameters, Work work) {
        this.parameters = parameters;
        this.work = work;
    }

    ObjectNode read(ObjectNode inner) {
        TestCard card = card();
        YearMonth expiry = expiry();
        ObjectNode details = Shape.of("""
                {
                  "brand": null,
                  "checks": {"address_line1_check": null, "address_postal_code_check": null, "cvc_check": null},
                  "country": "US", "display_brand": null, "exp_month": 0, "exp_year": 0, "fingerprint": null,
                  "funding": null, "generated_from": null, "last4": null,
                  "networks": {"available": [], "preferred": null}, "regulated_status": "unregulated",
                  "three_d_secure_usage": {"supported": true}, "wallet": null
                }
                """);
        details.put("brand", card.brand());
        details.put("display_brand", card.brand().equals("amex") ? "american_express" : card.brand());
        details.put("exp_month", expiry.getMonthValue());
        details.put("exp_year", expiry.getYear());
        details.put("fingerprint", work.fingerprint("card", card.number()));
        details.put("funding", card.funding());
        details.put("last4", card.last4());
        details.withObjectProperty("networks").withArrayProperty("available").add(card.brand());
        details.withObjectProperty("checks").put("cvc_check", hasCvc() ? "unchecked" : null);
        if (card.declineCode() != null) {
            inner.put(DECLINES, card.declineCode());
        }
        if (card.challenge()) {
            inner.put(CHALLENGES, true);
        }
        return details;
    }

    private TestCard card() {
        String token = parameters.text("card", "token");
        if (token != null) {
            return TestCard.ofToken(token)
                    .orElseThrow(() -> StripeError.invalid("No such token: '" + token + "'")
                            .code("resource_missing")
                            .param("card[token]"));
        }
        return TestCard.ofNumber(parameters.required("card", "number"))
                .orElseThrow(() -> StripeError.card("incorrect_number", "number", "Your card number is incorrect."));
    }

    private YearMonth expiry() {
        YearMonth now = YearMonth.now(work.clock().withZone(ZoneOffset.UTC));
        if (parameters.has("card", "token")) {
            return now.plusYears(1);
        }
        parameters.required("card", "exp_month");
        parameters.required("card", "exp_year");
        YearMonth expiry = changedExpiry(parameters, now);
        if (expiry.isBefore(now)) {
            throw invalidYear();
        }
        return expiry;
    }

    /** The expiry with those of {@code card[exp_month]} and {@code card[exp_year]} that were sent; it may lie behind us. */
    static YearMonth changedExpiry(FormParameters parameters, YearMonth current) {
        @Nullable Long month = parameters.integer("card", "exp_month");
        @Nullable Long year = parameters.integer("card", "exp_year");
        if (month != null && (month < 1 || month > 12)) {
            throw StripeError.card("invalid_expiry_month", "exp_month", "Your card's expiration month is invalid.");
        }
        long full = year == null ? current.getYear() : year < 100 ? year + CENTURY : year;
        if (full < CENTURY || full > current.getYear() + MOST_YEARS_AHEAD) {
            throw invalidYear();
        }
        return YearMonth.of((int) full, month == null ? current.getMonthValue() : month.intValue());
    }

    private static StripeError invalidYear() {
        return StripeError.card("invalid_expiry_year", "exp_year", "Your card's expiration year is invalid.");
    }

    private boolean hasCvc() {
        String cvc = parameters.text("card", "cvc");
        if (cvc != null && !CVC.matcher(cvc).matches()) {
            throw StripeError.card("invalid_cvc", "cvc", "Your card's security code is invalid.");
        }
        return cvc != null || parameters.has("card", "token");
    }
}
