package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.SelectedField;
import io.tenderbook.paymentmethod.Extent;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked of a field's value, by the names of fields. The library's own way of asking matches patterns of paths. */
final class Selection {
    private Selection() {}

    /** Whether this is asked of the value itself. */
    static boolean has(DataFetchingFieldSelectionSet selected, String field) {
        return of(selected, field).findAny().isPresent();
    }

    /** Whether this is asked of what the value holds under a name. */
    static boolean has(DataFetchingFieldSelectionSet selected, String parent, String field) {
        return of(selected, parent).anyMatch(found -> has(found.getSelectionSet(), field));
    }

    /** What has to be read of payment methods somewhere below; what has the same name in another type counts too. */
    static Extent extent(DataFetchingEnvironment environment) {
        return Extent.of(environment.getSelectionSet().getFields().stream()
                .map(SelectedField::getName)
                .collect(Collectors.toSet()));
    }

    private static Stream<SelectedField> of(DataFetchingFieldSelectionSet selected, String name) {
        return selected.getImmediateFields().stream()
                .filter(field -> field.getName().equals(name));
    }
}
