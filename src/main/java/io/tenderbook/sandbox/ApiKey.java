package io.tenderbook.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A secret test key, as bearer token or as the user name of Basic authentication ({@code curl -u sk_test_…:}). */
record ApiKey(String text) {
    private static final Pattern TEST_KEY = Pattern.compile("(sk|rk)_test_[A-Za-z0-9_]{1,240}");
    private static final int SHOWN_FIRST = 8;
    private static final int SHOWN_LAST = 4;
    private static final int LONGEST_MASK = 32;

    static ApiKey from(@Nullable String authorization) {
        String key = authorization == null ? "" : credentials(authorization);
        if (key.isEmpty()) {
            throw StripeError.of(
                    401,
                    "invalid_request_error",
                    "You did not provide an API key. You need to provide your API key in the Authorization header,"
                            + " using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        }
        if (!TEST_KEY.matcher(key).matches()) {
            throw StripeError.of(401, "invalid_request_error", "Invalid API Key provided: " + masked(key));
        }
        return new ApiKey(key);
    }

    private static String credentials(String authorization) {
        String[] words = authorization.trim().split(" +", 2);
        String credentials = words.length == 2 ? words[1] : "";
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> credentials;
            case "basic" -> userName(credentials);
            default -> "";
        };
    }

    private static String userName(String credentials) {
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return decoded.split(":", 2)[0];
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static String masked(String key) {
        if (key.length() <= SHOWN_FIRST + SHOWN_LAST) {
            return "*".repeat(key.length());
        }
        int hidden = Math.min(key.length() - SHOWN_FIRST - SHOWN_LAST, LONGEST_MASK);
        return key.substring(0, SHOWN_FIRST) + "*".repeat(hidden) + key.substring(key.length() - SHOWN_LAST);
    }

    /** The id of the account that this key opens: the same for the same key, in every sandbox. */
    String account() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "acct_1" + StripeIds.spell(digest, 15);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return masked(text);
    }
}
