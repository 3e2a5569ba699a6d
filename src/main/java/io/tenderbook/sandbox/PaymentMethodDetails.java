package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The part of a payment method that bears its type's name. Of a card or account number the last four digits and a
 * keyed fingerprint are left, of a security code only that there was one.
 */
final class PaymentMethodDetails {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{1,40}");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{4,17}");

    private final FormParameters parameters;
    private final Work work;

    PaymentMethodDetails(FormParameters parameters, Work work) {
        this.parameters = parameters;
        this.work = work;
    }

    /** @param inner takes what the sandbox has to remember and nobody is shown */
    ObjectNode of(String type, ObjectNode inner) {
        if (!TYPE.matcher(type).matches()) {
            throw StripeError.invalid("Invalid type: must be the name of a payment method type")
                    .param("type");
        }
        return switch (type) {
            case "card" -> new CardDetails(parameters, work).read(inner);
            case "sepa_debit" -> sepaDebit();
            case "us_bank_account" -> usBankAccount();
            case "bacs_debit" -> bacsDebit();
            case "link" -> link();
            case "ideal" -> ideal();
            case "paypal" -> Shape.of("{\"payer_email\": null, \"payer_id\": null}");
            // Nothing of an unknown type is copied: it might be an account number.
            default -> Shape.empty();
        };
    }

    private ObjectNode sepaDebit() {
        String iban = parameters.required("sepa_debit", "iban").replace(" ", "").toUpperCase(Locale.ROOT);
        if (!isValid(iban)) {
            throw StripeError.invalid("The IBAN you provided is invalid.")
                    .code("invalid_bank_account_iban")
                    .param("sepa_debit[iban]");
        }
        ObjectNode details = Shape.of("""
                {"bank_code": null, "branch_code": "", "country": null, "fingerprint": null,
                 "generated_from": {"charge": null, "setup_attempt": null}, "last4": null}
                """);
        details.put("bank_code", iban.substring(4, Math.min(12, iban.length() - 4)));
        details.put("country", iban.substring(0, 2));
        details.put("fingerprint", work.fingerprint("iban", iban));
        return details.put("last4", last4(iban));
    }

    private ObjectNode usBankAccount() {
        String account = accountNumber("us_bank_account");
        String routing = parameters.required("us_bank_account", "routing_number");
        ObjectNode details = Shape.of("""
                {"account_holder_type": "individual", "account_type": "checking", "bank_name": "STRIPE TEST BANK",
                 "financial_connections_account": null, "fingerprint": null, "last4": null,
                 "networks": {"preferred": "ach", "supported": ["ach"]}, "routing_number": null, "status_details": {}}
                """);
        parameters.copyTexts(details, List.of("us_bank_account"), "account_holder_type", "account_type");
        details.put("fingerprint", work.fingerprint("us_bank_account", routing + "/" + account));
        details.put("last4", last4(account));
        return details.put("routing_number", routing);
    }

    private ObjectNode bacsDebit() {
        String account = accountNumber("bacs_debit");
        String sortCode = parameters.required("bacs_debit", "sort_code").replace("-", "");
        return Shape.empty()
                .put("fingerprint", work.fingerprint("bacs_debit", sortCode + "/" + account))
                .put("last4", last4(account))
                .put("sort_code", sortCode);
    }

    private ObjectNode link() {
        return Shape.empty()
                .put("email", parameters.text("billing_details", "email"))
                .putNull("persistent_token");
    }

    private ObjectNode ideal() {
        return Shape.empty().put("bank", parameters.text("ideal", "bank")).putNull("bic");
    }

    private String accountNumber(String type) {
        String account = parameters.required(type, "account_number");
        if (!ACCOUNT.matcher(account).matches()) {
            throw StripeError.invalid("The account number you provided is invalid.")
                    .param(type + "[account_number]");
        }
        return account;
    }

    private static String last4(String number) {
        return number.substring(number.length() - 4);
    }

    /** ISO 13616: rotated by four and with letters as numbers, an IBAN leaves 1 when divided by 97. */
    private static boolean isValid(String iban) {
        if (!IBAN.matcher(iban).matches()) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }
}
