package io.tenderbook.graphql.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.execution.CoercedVariables;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The costs of operations that came before. Of the variables only numbers and truth values make a difference: they tell
 * the sizes of pages, and which fields are included. Kept for as long as the document is.
 */
final class KnownCosts {
    private static final int MOST_OF_A_DOCUMENT = 64;

    private final Cache<Document, Map<Key, Integer>> byDocument =
            Caffeine.newBuilder().weakKeys().build();

    private record Key(@Nullable String operation, Map<String, Object> sizes) {}

    int of(
            Document document,
            OperationDefinition operation,
            CoercedVariables variables,
            ToIntFunction<Document> calculation) {
        var costs = byDocument.get(document, fresh -> new ConcurrentHashMap<>());
        var key = new Key(operation.getName(), sizes(variables));
        Integer known = costs.get(key);
        if (known != null) {
            return known;
        }
        int cost = calculation.applyAsInt(document);
        if (costs.size() < MOST_OF_A_DOCUMENT) {
            costs.put(key, cost);
        }
        return cost;
    }

    private static Map<String, Object> sizes(CoercedVariables variables) {
        Map<String, Object> sizes = new HashMap<>();
        variables.toMap().forEach((name, value) -> {
            if (value instanceof Number || value instanceof Boolean) {
                sizes.put(name, value);
            }
        });
        return sizes;
    }
}
