package io.tenderbook.graphql.fetcher;

import graphql.execution.MergedField;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What one request asks of a field, read once rather than for every object that has the field: within a request the same
 * place of the document has the same arguments and the same selection.
 */
final class PerField {
    private final Map<MergedField, Object> read = new ConcurrentHashMap<>();

    private PerField() {}

    /** Whether the document has any; to ask for their values makes them anew for each object. */
    static boolean hasArguments(DataFetchingEnvironment environment) {
        return !environment.getMergedField().getSingleField().getArguments().isEmpty();
    }

    /** @param reader always the same one for the same field */
    @SuppressWarnings("unchecked") // what is kept for a field came from its own reader
    static <T> T read(DataFetchingEnvironment environment, Function<DataFetchingEnvironment, T> reader) {
        PerField kept = Objects.requireNonNull(
                environment.getGraphQlContext().computeIfAbsent(PerField.class, key -> new PerField()));
        var field = environment.getMergedField();
        Object known = kept.read.get(field);
        if (known == null) {
            known = Objects.requireNonNull(reader.apply(environment));
            kept.read.put(field, known);
        }
        return (T) known;
    }
}
