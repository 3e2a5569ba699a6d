package io.tenderbook.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fields of one type of the schema.
 *
 * @param <S> the class of the type's objects
 */
public final class TypeFields<S> {
    private final String typeName;
    private final Class<S> sourceClass;
    private final List<FieldFetcher<?>> fetchers = new ArrayList<>();

    private TypeFields(String typeName, Class<S> sourceClass) {
        this.typeName = typeName;
        this.sourceClass = sourceClass;
    }

    /** For the type that is named like the class of its objects. */
    public static <S> TypeFields<S> of(Class<S> sourceClass) {
        return new TypeFields<>(sourceClass.getSimpleName(), sourceClass);
    }

    /** A field that is computed from its object alone. */
    public TypeFields<S> value(String field, Function<S, ? extends @Nullable Object> value) {
        return add(field, (source, environment) -> value.apply(source));
    }

    /** A field that is loaded together with those of other objects. */
    public TypeFields<S> loaded(
            String field, BiFunction<S, DataFetchingEnvironment, ? extends CompletableFuture<?>> value) {
        return add(field, value::apply);
    }

    List<FieldFetcher<?>> fetchers() {
        return List.copyOf(fetchers);
    }

    private TypeFields<S> add(String field, BiFunction<S, DataFetchingEnvironment, @Nullable Object> value) {
        fetchers.add(new OfSource<>(FieldCoordinates.coordinates(typeName, field), sourceClass, value));
        return this;
    }

    private record OfSource<S>(
            FieldCoordinates field,
            Class<S> sourceClass,
            BiFunction<S, DataFetchingEnvironment, @Nullable Object> value)
            implements FieldFetcher<@Nullable Object> {
        @Override
        public @Nullable Object get(DataFetchingEnvironment environment) {
            return value.apply(source(environment, sourceClass), environment);
        }
    }
}
