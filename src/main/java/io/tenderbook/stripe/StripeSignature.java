package io.tenderbook.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies the Stripe-Signature header over the raw bytes of a delivery, as Stripe's documentation describes scheme v1. The
 * SDK's own check is not used: it takes one secret, accepts any time in the future, and fails in many ways on a malformed
 * header.
 */
final class StripeSignature {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int LONGEST_HEADER = 4_096;
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");

    private StripeSignature() {}

    /** @param secrets the endpoint's live secrets, of which any may have signed */
    static boolean verifies(String header, byte[] payload, List<String> secrets, Instant now) {
        if (header.length() > LONGEST_HEADER) {
            return false;
        }
        String timestamp = "";
        List<byte[]> signatures = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip();
            String value = part.substring(equals + 1).strip();
            if (name.equals("t")) {
                timestamp = value;
            } else if (name.equals("v1")) {
                signatures.add(value.getBytes(StandardCharsets.UTF_8));
            }
        }
        return isFresh(timestamp, now) && anyMatches(timestamp, payload, secrets, signatures);
    }

    private static boolean isFresh(String timestamp, Instant now) {
        if (!TIMESTAMP.matcher(timestamp).matches()) {
            return false;
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        return age.compareTo(TOLERANCE) <= 0;
    }

    private static boolean anyMatches(String timestamp, byte[] payload, List<String> secrets, List<byte[]> signatures) {
        boolean matches = false;
        for (String secret : secrets) {
            byte[] expected =
                    HexFormat.of().formatHex(sign(secret, timestamp, payload)).getBytes(StandardCharsets.UTF_8);
            for (byte[] signature : signatures) {
                matches |= MessageDigest.isEqual(expected, signature);
            }
        }
        return matches;
    }

    private static byte[] sign(String secret, String timestamp, byte[] payload) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(payload);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java lacks HMAC-SHA-256", impossible);
        }
    }
}
