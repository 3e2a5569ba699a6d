package io.tenderbook.platform.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row's place in an order: what it is ordered by, and its id.
 *
 * @param key null where the row has none
 */
public record Cursor(@Nullable Object key, UUID id) {
    /** As callers see it: opaque, and bound to the order it belongs to. */
    String written(String order) {
        String json = Json.write(Arrays.asList(order, key == null ? null : key.toString(), id.toString()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws BadPageException if the text is no cursor of that order */
    static Cursor read(String text, String order, KeyType type, boolean nullable) {
        try {
            JsonNode parts = Json.parse(Base64.getUrlDecoder().decode(text));
            if (parts.path(0).asText().equals(order)) {
                JsonNode key = parts.path(1);
                return new Cursor(
                        nullable && key.isNull() ? null : type.read(key.textValue()),
                        Ids.parse(parts.path(2).asText()).orElseThrow());
            }
        } catch (RuntimeException malformed) {
            // answered below, like the cursor of another list
        }
        throw BadPageException.noSuchCursor();
    }
}
