package io.tenderbook.graphql.fetcher;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.paymentmethod.Extent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a field's value, by the names of fields, as the document has it. What a variable skips counts, and what is
 * asked of another type that has a field of the same name: more may be read than is shown, never less. The library's own
 * way of asking is exact, and takes many times as long.
 */
final class Selection {
    private final List<Field> fields = new ArrayList<>();
    private final Map<String, FragmentDefinition> fragments;

    private Selection(List<Field> holders, Map<String, FragmentDefinition> fragments) {
        this.fragments = fragments;
        Set<String> spread = new HashSet<>();
        holders.forEach(holder -> tell(holder.getSelectionSet(), spread, fields::add));
    }

    /** Of the field that is being fetched. */
    static Selection of(DataFetchingEnvironment environment) {
        return new Selection(environment.getMergedField().getFields(), environment.getFragmentsByName());
    }

    /** Whether this is asked of the value itself. */
    boolean has(String field) {
        return fields.stream().anyMatch(each -> each.getName().equals(field));
    }

    /** What is asked of what the value holds under this name. */
    Selection below(String field) {
        return new Selection(
                fields.stream().filter(each -> each.getName().equals(field)).toList(), fragments);
    }

    /** What has to be read of payment methods somewhere below the field that is being fetched. */
    static Extent extent(DataFetchingEnvironment environment) {
        return Extent.of(of(environment).namesAtAnyDepth());
    }

    private Set<String> namesAtAnyDepth() {
        Set<String> names = new HashSet<>();
        Set<String> spread = new HashSet<>();
        Consumer<Field> collect = new Consumer<>() {
            @Override
            public void accept(Field field) {
                names.add(field.getName());
                tell(field.getSelectionSet(), spread, this);
            }
        };
        fields.forEach(collect);
        return names;
    }

    /**
     * Tells of the fields of a selection, those in fragments included.
     *
     * @param spread the fragments that were told of already, of which nothing is told again
     */
    private void tell(@Nullable SelectionSet selected, Set<String> spread, Consumer<Field> listener) {
        if (selected == null) {
            return;
        }
        for (var selection : selected.getSelections()) {
            switch (selection) {
                case Field field -> listener.accept(field);
                case InlineFragment inline -> tell(inline.getSelectionSet(), spread, listener);
                case FragmentSpread named -> {
                    if (spread.add(named.getName())) {
                        tell(fragment(named.getName()).getSelectionSet(), spread, listener);
                    }
                }
                default -> throw new IllegalStateException("no selection: " + selection);
            }
        }
    }

    private FragmentDefinition fragment(String name) {
        return Objects.requireNonNull(fragments.get(name));
    }
}
