package io.tenderbook.tenancy;

import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.Objects;
import java.util.Set;

/** Selects what an answer can show, a few objects deep. */
record Selections(GraphQLSchema schema) {
    private static final int DEEP = 2;

    /** What time alone changes, what is there twice, and bodies, of which the replay of a thousand costs too much. */
    private static final Set<String> LEFT_OUT = Set.of("age", "lag", "lastUsedAt", "edges", "payload");

    /** Empty for what has no fields. */
    String of(GraphQLType type) {
        return of(type, DEEP);
    }

    private String of(GraphQLType type, int depth) {
        return switch (GraphQLTypeUtil.unwrapAll(type)) {
            case GraphQLObjectType object -> "{" + fields(object, depth, "") + "}";
            case GraphQLInterfaceType all -> {
                var text = new StringBuilder("{__typename");
                Objects.requireNonNull(schema.getImplementations(all))
                        .forEach(one -> text.append(" ... on ")
                                .append(one.getName())
                                .append("{")
                                .append(fields(one, 0, one.getName()))
                                .append("}"));
                // Types of one interface may have fields of one name and different types: each has its own names.
                yield text.append("}").toString();
            }
            case GraphQLUnionType union -> "{__typename}";
            default -> "";
        };
    }

    private String fields(GraphQLFieldsContainer type, int depth, String prefix) {
        var text = new StringBuilder("__typename");
        for (var field : type.getFieldDefinitions()) {
            String alias = prefix.isEmpty() ? "" : prefix + "_" + field.getName() + ":";
            boolean composite = GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType;
            if (!LEFT_OUT.contains(field.getName()) && !needsMore(field) && (depth > 0 || !composite)) {
                text.append(" ")
                        .append(alias)
                        .append(field.getName())
                        .append(composite ? of(field.getType(), depth - 1) : "");
            }
        }
        return text.toString();
    }

    private static boolean needsMore(GraphQLFieldDefinition field) {
        return field.getArguments().stream()
                .anyMatch(argument -> GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue());
    }
}
