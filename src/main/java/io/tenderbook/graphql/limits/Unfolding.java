package io.tenderbook.graphql.limits;

import graphql.introspection.GoodFaithIntrospection;
import graphql.introspection.Introspection;
import graphql.language.Field;
import graphql.language.SelectionSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One operation as it is executed: fragments written out, and fields of one name in the answer merged. It is unfolded
 * only as far as the limits allow, so that what would grow without end costs no more than what is just too large.
 */
final class Unfolding {
    /** The engine has a limit of its own below these, which fits the queries that GraphQL tools send. */
    private static final Set<String> INTROSPECTION =
            Set.of(Introspection.SchemaMetaFieldDef.getName(), Introspection.TypeMetaFieldDef.getName());

    private final Map<String, SelectionSet> fragments;
    private int fields;

    Unfolding(Map<String, SelectionSet> fragments) {
        this.fragments = fragments;
    }

    /** @throws TooComplexException if it is over a limit */
    void check(SelectionSet operation) {
        unfold(List.of(operation), 1, DocumentLimits.DEPTH);
    }

    /** @param parts which together select the fields of one object */
    private void unfold(List<SelectionSet> parts, int depth, int deepest) {
        if (depth > deepest) {
            throw new TooComplexException(
                    "This document nests fields deeper than %d. Ask for what lies deeper by its id, in a request of its own."
                            .formatted(deepest));
        }
        var level = new Level(fragments, parts);
        fields += level.fields();
        if (fields > DocumentLimits.FIELDS) {
            throw new TooComplexException(
                    "With its fragments written out this document has more than %,d fields. Split it into several requests."
                            .formatted(DocumentLimits.FIELDS));
        }
        for (List<Field> parent : level.parents()) {
            boolean schema = INTROSPECTION.contains(parent.getFirst().getName());
            unfold(
                    parent.stream().map(Field::getSelectionSet).toList(),
                    depth + 1,
                    schema ? GoodFaithIntrospection.GOOD_FAITH_MAX_DEPTH_COUNT : deepest);
        }
    }
}
