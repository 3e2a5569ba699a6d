package io.tenderbook.paymentmethod;

import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.provider.PaymentMethodUpdate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What callers may ask to be changed of a payment method. */
final class UpdateInput {
    private static final int LONGEST = 5_000;
    private static final List<String> ADDRESS = List.of("line1", "line2", "city", "state", "postalCode", "country");

    private UpdateInput() {}

    /** @throws UserErrorException if a value is malformed */
    static PaymentMethodUpdate checked(UpdatePaymentMethod.Command command) {
        Map<String, @Nullable String> words = new LinkedHashMap<>();
        put(command.billingDetails(), "billingDetails", words);
        number(command.expMonth(), 1, 12, "expMonth", words);
        number(command.expYear(), 1970, 9998, "expYear", words);
        if (command.allowRedisplay() != null) {
            words.put("allowRedisplay", command.allowRedisplay());
        }
        Metadata.checked(command.metadata()).forEach((key, value) -> words.put("metadata." + key, value));
        return new PaymentMethodUpdate(words);
    }

    private static void put(Map<?, ?> from, String path, Map<String, @Nullable String> words) {
        from.forEach((name, value) -> {
            String inner = path + "." + name;
            if (value instanceof Map<?, ?> map) {
                put(map, inner, words);
            } else if (value == null && name.equals("address")) {
                ADDRESS.forEach(field -> words.put(inner + "." + field, null));
            } else {
                words.put(inner, text(value, inner));
            }
        });
    }

    private static @Nullable String text(@Nullable Object value, String path) {
        String text = value == null ? null : value.toString();
        if (text != null && text.length() > LONGEST) {
            throw new UserErrorException(UserError.invalid("It has at most 5,000 characters.", path.split("\\.")));
        }
        return text == null || text.isEmpty() ? null : text;
    }

    private static void number(
            @Nullable Integer value, int least, int most, String field, Map<String, @Nullable String> words) {
        if (value == null) {
            return;
        }
        if (value < least || value > most) {
            throw new UserErrorException(UserError.invalid(field + " is " + least + " to " + most + ".", field));
        }
        words.put(field, value.toString());
    }
}
