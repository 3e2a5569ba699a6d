package io.tenderbook.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The scalars of the schema beyond GraphQL's own. */
final class ScalarTypes {
    static final List<GraphQLScalarType> ALL = List.of(
            ExtendedScalars.Json,
            scalar("DateTime", new TextCoercing<>("a moment by ISO 8601 with its offset", ScalarTypes::instant)),
            // A use case checks its length, so that a wrong one is an expected failure.
            scalar("CountryCode", new TextCoercing<>("a country's two letters", Function.identity())));

    private ScalarTypes() {}

    private static GraphQLScalarType scalar(String name, Coercing<?, ?> coercing) {
        return GraphQLScalarType.newScalar().name(name).coercing(coercing).build();
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    /** Something that is written as a JSON string, both ways. */
    private record TextCoercing<T>(String kind, Function<String, T> reader) implements Coercing<T, String> {
        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return value.toString();
        }

        @Override
        public T parseValue(Object input, GraphQLContext context, Locale locale) {
            return read(input).orElseThrow(() -> new CoercingParseValueException("Expected " + kind + "."));
        }

        @Override
        public T parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return read(input instanceof StringValue text ? text.getValue() : null)
                    .orElseThrow(() -> new CoercingParseLiteralException("Expected " + kind + "."));
        }

        private Optional<T> read(@Nullable Object input) {
            try {
                return input instanceof String text ? Optional.of(reader.apply(text)) : Optional.empty();
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.of(input.toString());
        }
    }
}
