package io.tenderbook.graphql.ws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Where a connection's credentials stand: in the payload of its first message or, if none are there, in its headers. */
final class SentCredentials {
    private static final Set<String> NAMES = Set.of("x-api-key", "organisation", "authorization");

    private SentCredentials() {}

    /**
     * The values sent under each name, compared without case.
     *
     * @param payload an object, or nothing; a value that is no text counts as an empty one, and null as none
     * @param headers of the request that was upgraded
     */
    static Function<String, List<String>> of(JsonNode payload, Function<String, List<String>> headers) {
        Map<String, List<String>> sent = new HashMap<>();
        payload.properties().forEach(member -> {
            String name = member.getKey().toLowerCase(Locale.ROOT);
            JsonNode value = member.getValue();
            if (NAMES.contains(name) && !value.isNull()) {
                sent.computeIfAbsent(name, none -> new ArrayList<>()).add(value.isTextual() ? value.textValue() : "");
            }
        });
        return sent.isEmpty() ? headers : name -> sent.getOrDefault(name, List.of());
    }
}
