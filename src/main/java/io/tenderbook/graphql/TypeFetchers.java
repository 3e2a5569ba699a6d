package io.tenderbook.graphql;

/**
 * The fetchers of those fields of one type that are not simply a property of its object: declaring the bean wires them.
 * What holds for a {@link FieldFetcher} holds for each of them.
 */
public interface TypeFetchers {
    TypeFields<?> fields();
}
