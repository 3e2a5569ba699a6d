package io.tenderbook.graphql.graphiql;

import graphql.language.NonNullType;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Variables to begin with: all that a document demands, empty, in the shape that the schema gives them. */
record VariableSkeleton(GraphQLSchema schema) {
    Map<String, Object> of(List<VariableDefinition> variables) {
        Map<String, Object> skeleton = new LinkedHashMap<>();
        for (var variable : variables) {
            if (variable.getType() instanceof NonNullType demanded
                    && demanded.getType() instanceof TypeName name
                    && variable.getDefaultValue() == null) {
                skeleton.put(variable.getName(), value(Objects.requireNonNull(schema.getType(name.getName()))));
            }
        }
        return skeleton;
    }

    private static Object value(GraphQLType type) {
        return switch (type) {
            case GraphQLNonNull demanded -> value(GraphQLTypeUtil.unwrapNonNull(demanded));
            case GraphQLInputObjectType input -> members(input);
            case GraphQLList list -> List.of();
            case GraphQLEnumType choice -> choice.getValues().getFirst().getName();
            case GraphQLScalarType scalar ->
                switch (scalar.getName()) {
                    case "Int", "Float" -> 0;
                    case "Boolean" -> false;
                    case "JSON" -> Map.of();
                    default -> "";
                };
            default -> Map.of();
        };
    }

    private static Map<String, Object> members(GraphQLInputObjectType input) {
        Map<String, Object> members = new LinkedHashMap<>();
        input.getFieldDefinitions().stream()
                .filter(field -> GraphQLTypeUtil.isNonNull(field.getType()) && !field.hasSetDefaultValue())
                .forEach(field -> members.put(field.getName(), value(field.getType())));
        return members;
    }
}
