package io.tenderbook.paymentmethod;

import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.platform.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What callers may say of who a customer is. All failures are {@link UserErrorException}s. */
final class CustomerInput {
    private static final int LONGEST_TEXT = 255;
    private static final int LONGEST_METADATA = 65_535;

    private CustomerInput() {}

    static @Nullable String text(@Nullable String text, String field) {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw new UserErrorException(
                    UserError.invalid(field + " has at most " + LONGEST_TEXT + " characters.", field));
        }
        return text;
    }

    /** A JSON object; null is an empty one. */
    static Map<?, ?> metadata(@Nullable Object metadata) {
        if (metadata == null) {
            return Map.of();
        }
        if (!(metadata instanceof Map<?, ?> map)) {
            throw new UserErrorException(UserError.invalid("metadata is a JSON object.", "metadata"));
        }
        return map;
    }

    static String json(Map<?, ?> metadata) {
        String json = Json.write(metadata);
        if (json.length() > LONGEST_METADATA) {
            throw new UserErrorException(UserError.invalid(
                    "metadata has at most " + LONGEST_METADATA + " characters, written as JSON.", "metadata"));
        }
        return json;
    }
}
