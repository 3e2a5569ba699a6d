package io.tenderbook.stripe;

import io.tenderbook.provider.PaymentMethodUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form in which Stripe takes changes of a PaymentMethod. An empty text unsets a field, as Stripe's API reference says
 * of metadata and of billing details.
 */
final class PaymentMethodForm {
    private static final Map<String, List<String>> PATHS = Map.of(
            "expMonth", List.of("card", "exp_month"),
            "expYear", List.of("card", "exp_year"),
            "allowRedisplay", List.of("allow_redisplay"));
    private static final String METADATA = "metadata.";

    private PaymentMethodForm() {}

    static Map<String, Object> of(PaymentMethodUpdate update) {
        Map<String, Object> form = new HashMap<>();
        update.words().forEach((field, word) -> put(form, path(field), word));
        return form;
    }

    private static List<String> path(String field) {
        if (field.startsWith(METADATA)) {
            return List.of("metadata", field.substring(METADATA.length())); // a key may hold dots itself
        }
        var named = PATHS.get(field);
        return named != null ? named : List.of(snakeCase(field).split("\\."));
    }

    private static void put(Map<String, Object> form, List<String> path, @Nullable String word) {
        Map<String, Object> at = form;
        for (String step : path.subList(0, path.size() - 1)) {
            at = inner(at, step);
        }
        at.put(path.getLast(), word == null ? "" : word);
    }

    @SuppressWarnings("unchecked") // what is no text in a form is a form
    private static Map<String, Object> inner(Map<String, Object> form, String step) {
        return (Map<String, Object>) form.computeIfAbsent(step, absent -> new HashMap<String, Object>());
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }
}
