package io.tenderbook.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Stripe's JSON tolerantly: whatever the API version, a member that is absent, null or of another kind than expected
 * is null.
 */
final class StripeJson {
    private StripeJson() {}

    static @Nullable String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isTextual() ? value.textValue() : null;
    }

    static @Nullable Integer integer(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.canConvertToInt() && value.isIntegralNumber() ? value.intValue() : null;
    }

    static @Nullable Boolean bool(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isBoolean() ? value.booleanValue() : null;
    }

    /** The id that a reference holds, whether it is an id or the expanded object. */
    static @Nullable String reference(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isObject() ? text(value, "id") : text(object, member);
    }

    /** The object with that reference as an id, expanded or not before. */
    static JsonNode collapsed(JsonNode object, String member) {
        if (!(object instanceof ObjectNode whole) || !object.path(member).isObject()) {
            return object;
        }
        return whole.deepCopy().put(member, reference(object, member));
    }

    /** Copies texts under other names. */
    static void texts(JsonNode from, Map<String, @Nullable Object> to, String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            to.put(pairs[i], text(from, pairs[i + 1]));
        }
    }
}
