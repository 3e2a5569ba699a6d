package io.tenderbook.paymentmethod;

import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a caller keeps with an object at the provider, within the limits of Stripe's documentation ("Metadata"). */
final class Metadata {
    private static final int MOST_KEYS = 50;
    private static final int LONGEST_KEY = 40;
    private static final int LONGEST_VALUE = 500;

    private Metadata() {}

    /**
     * Each key and its value, where null removes it; an empty text does too.
     *
     * @throws UserErrorException if it is no JSON object of texts, or the provider would not take it
     */
    static Map<String, @Nullable String> checked(@Nullable Object metadata) {
        if (metadata == null) {
            return Map.of();
        }
        if (!(metadata instanceof Map<?, ?> map)) {
            throw invalid("metadata is a JSON object.");
        }
        if (map.size() > MOST_KEYS) {
            throw invalid("metadata has at most 50 keys.");
        }
        Map<String, @Nullable String> checked = new LinkedHashMap<>();
        map.forEach((key, value) -> checked.put(key(String.valueOf(key)), value(value)));
        return checked;
    }

    private static String key(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY || key.contains("[") || key.contains("]")) {
            throw invalid("A key of metadata has 1 to 40 characters, none of them a square bracket.");
        }
        return key;
    }

    private static @Nullable String value(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text) || text.length() > LONGEST_VALUE) {
            throw invalid("A value of metadata is a text of at most 500 characters, or null to remove its key.");
        }
        return text.isEmpty() ? null : text;
    }

    private static UserErrorException invalid(String message) {
        return new UserErrorException(UserError.invalid(message, "metadata"));
    }
}
