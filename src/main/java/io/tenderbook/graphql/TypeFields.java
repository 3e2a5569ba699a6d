package io.tenderbook.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
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

    /** A field that is computed from its object alone, whatever its arguments. */
    public TypeFields<S> value(String field, Function<S, ? extends @Nullable Object> value) {
        fetchers.add(new Value<>(FieldCoordinates.coordinates(typeName, field), sourceClass, value));
        return this;
    }

    /** A field that is loaded together with those of other objects: at once, or as a future. */
    public TypeFields<S> loaded(
            String field, BiFunction<S, DataFetchingEnvironment, ? extends @Nullable Object> value) {
        fetchers.add(new Loaded<>(FieldCoordinates.coordinates(typeName, field), sourceClass, value));
        return this;
    }

    List<FieldFetcher<?>> fetchers() {
        return List.copyOf(fetchers);
    }

    private record Value<S>(FieldCoordinates field, Class<S> sourceClass, Function<S, ? extends @Nullable Object> value)
            implements FieldFetcher<@Nullable Object>, LightDataFetcher<@Nullable Object> {
        /** Without an environment, which takes longer to make than most values. */
        @Override
        public @Nullable Object get(
                GraphQLFieldDefinition definition, Object source, Supplier<DataFetchingEnvironment> environment) {
            return value.apply(sourceClass.cast(source));
        }

        @Override
        public @Nullable Object get(DataFetchingEnvironment environment) {
            return value.apply(source(environment, sourceClass));
        }
    }

    private record Loaded<S>(
            FieldCoordinates field,
            Class<S> sourceClass,
            BiFunction<S, DataFetchingEnvironment, ? extends @Nullable Object> value)
            implements FieldFetcher<@Nullable Object> {
        @Override
        public @Nullable Object get(DataFetchingEnvironment environment) {
            return value.apply(source(environment, sourceClass), environment);
        }
    }
}
