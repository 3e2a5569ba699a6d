package io.tenderbook.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.platform.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a verified token says. A claim is named by its name, or, where it lies deeper, by its JSON Pointer (RFC 6901), such
 * as {@code /realm_access/roles}.
 */
record Claims(JsonNode tree) {
    static Claims of(Map<String, Object> claims) {
        return new Claims(Json.toTree(claims));
    }

    Optional<String> text(String claim) {
        return Optional.ofNullable(at(claim).textValue()).filter(text -> !text.isBlank());
    }

    /** The words of a text, or of a list of texts. */
    List<String> words(String claim) {
        JsonNode value = at(claim);
        if (value.isTextual()) {
            return Arrays.asList(value.textValue().split(" ", -1));
        }
        List<String> words = new ArrayList<>();
        value.forEach(word -> words.add(word.asText()));
        return words;
    }

    private JsonNode at(String claim) {
        return claim.startsWith("/") ? tree.at(claim) : tree.path(claim);
    }
}
