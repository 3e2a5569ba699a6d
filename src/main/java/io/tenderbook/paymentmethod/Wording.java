package io.tenderbook.paymentmethod;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.PaymentMethodUpdate;
import io.tenderbook.provider.ProviderPaymentMethod;
import io.tenderbook.provider.ProviderPaymentMethod.Card;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a payment method says at the paths of a {@link PaymentMethodUpdate}. */
final class Wording {
    private static final String METADATA = "metadata.";

    private final JsonNode fields;

    private Wording(Map<String, @Nullable Object> fields) {
        this.fields = Json.toTree(fields);
    }

    static Wording of(PaymentMethod record) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("expMonth", record.expMonth());
        fields.put("expYear", record.expYear());
        fields.put("allowRedisplay", record.allowRedisplay());
        fields.put("billingDetails", record.billingDetails() == null ? null : Json.parse(record.billingDetails()));
        fields.put("metadata", Json.parse(record.metadata()));
        return new Wording(fields);
    }

    static Wording of(ProviderPaymentMethod seen) {
        Card card = seen.card();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("expMonth", card == null ? null : card.expMonth());
        fields.put("expYear", card == null ? null : card.expYear());
        fields.put("allowRedisplay", seen.allowRedisplay());
        fields.put("billingDetails", seen.billingDetails());
        fields.put("metadata", seen.metadata());
        return new Wording(fields);
    }

    /** Its words at the paths of that update; null where it says nothing. */
    Map<String, @Nullable String> at(PaymentMethodUpdate update) {
        Map<String, @Nullable String> words = new LinkedHashMap<>();
        update.words().keySet().forEach(path -> words.put(path, word(path)));
        return words;
    }

    private @Nullable String word(String path) {
        JsonNode at = path.startsWith(METADATA)
                ? fields.path("metadata").path(path.substring(METADATA.length()))
                : fields.at("/" + path.replace('.', '/'));
        return at.isValueNode() && !at.isNull() ? at.asText() : null;
    }
}
