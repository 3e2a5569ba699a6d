package io.tenderbook.graphql.limits;

import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields that one object is asked for, whichever fragments they stand in. */
final class Level {
    private final Map<String, SelectionSet> fragments;
    private final Set<String> spread = new HashSet<>();
    private final Map<String, Set<String>> aliases = new HashMap<>();
    private final Map<String, List<Field>> parents = new LinkedHashMap<>();
    private int fields;

    /**
     * @param fragments all of the document, by name
     * @param parts which together select the fields
     * @throws TooComplexException if one of them has too many aliases
     */
    Level(Map<String, SelectionSet> fragments, List<SelectionSet> parts) {
        this.fragments = fragments;
        parts.forEach(this::add);
    }

    /** How many were met. */
    int fields() {
        return fields;
    }

    /** Those that have something below them; what has one name in the answer is one field of it. */
    Collection<List<Field>> parents() {
        return parents.values();
    }

    private void add(SelectionSet part) {
        for (var selection : part.getSelections()) {
            switch (selection) {
                case Field field -> add(field);
                case InlineFragment fragment -> add(fragment.getSelectionSet());
                case FragmentSpread fragment -> spread(fragment.getName());
                default -> throw new IllegalStateException("no selection of GraphQL: " + selection);
            }
        }
    }

    private void add(Field field) {
        fields++;
        if (field.getAlias() != null) {
            var ofField = aliases.computeIfAbsent(field.getName(), name -> new HashSet<>());
            ofField.add(field.getAlias());
            if (ofField.size() > DocumentLimits.ALIASES) {
                throw new TooComplexException(
                        "This document asks for %s under more than %d aliases. Ask for some of them in a request of its own."
                                .formatted(field.getName(), DocumentLimits.ALIASES));
            }
        }
        if (field.getSelectionSet() != null) {
            parents.computeIfAbsent(field.getResultKey(), name -> new ArrayList<>())
                    .add(field);
        }
    }

    /** One fragment adds nothing by being spread again in the same place, even inside itself. */
    private void spread(String name) {
        var fragment = fragments.get(name);
        if (fragment != null && spread.add(name)) {
            add(fragment);
        }
    }
}
