package io.tenderbook.graphql.limits;

import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.QueryComplexityCalculator;
import graphql.execution.CoercedVariables;
import graphql.execution.ExecutionContext;
import graphql.language.Document;
import graphql.schema.GraphQLAppliedDirectiveArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operation costs, by the rules that stand for callers in {@code graphql/cost.graphqls}: a bound on the objects in
 * its answer, known before anything is fetched.
 */
public final class OperationCost {
    static final int BUDGET = 10_000;

    /** Where counting ends, far below what an int holds of the sum of all fields that a document may have. */
    private static final int BEYOND_COUNTING = 1_000_000;

    private static final int MUTATION = 100;
    private static final int UNPAGED_LIST = 10;
    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 100;
    private static final Set<String> PAGES = Set.of("nodes", "edges");

    private static final KnownCosts KNOWN = new KnownCosts();

    private OperationCost() {}

    /** @throws TooComplexException if the operation costs more than the budget */
    public static void check(ExecutionContext execution) {
        var operation = execution.getOperationDefinition();
        var variables = execution.getCoercedVariables();
        int cost = KNOWN.of(
                execution.getDocument(),
                operation,
                variables,
                document -> of(execution.getGraphQLSchema(), document, operation.getName(), variables));
        if (cost > BUDGET) {
            throw new TooComplexException(
                    "This operation costs %,d%s, and the budget is %,d. Ask for smaller pages (first) or fewer lists within lists; the directive @cost of the schema tells what fields cost."
                            .formatted(
                                    Math.min(cost, BEYOND_COUNTING), cost < BEYOND_COUNTING ? "" : " or more", BUDGET));
        }
    }

    static int of(GraphQLSchema schema, Document document, @Nullable String operation, CoercedVariables variables) {
        return QueryComplexityCalculator.newCalculator()
                .schema(schema)
                .document(document)
                .operationName(operation)
                .variables(variables)
                .fieldComplexityCalculator(OperationCost::of)
                .build()
                .calculate();
    }

    private static int of(FieldComplexityEnvironment field, int below) {
        var definition = field.getFieldDefinition();
        if (definition.getName().startsWith("__")) {
            return 0;
        }
        long cost = (long) places(field) * (weight(field) + below);
        return (int) Math.min(cost, BEYOND_COUNTING);
    }

    private static int weight(FieldComplexityEnvironment field) {
        var definition = field.getFieldDefinition();
        var stated = stated(definition, "cost", "weight");
        if (stated.isPresent()) {
            return stated.getAsInt();
        }
        var type = GraphQLTypeUtil.unwrapAll(definition.getType());
        if (type instanceof GraphQLScalarType || type instanceof GraphQLEnumType) {
            return 0;
        }
        return name(field).equals("Mutation") ? MUTATION : 1;
    }

    /** How many objects the field may hold. */
    private static int places(FieldComplexityEnvironment field) {
        var definition = field.getFieldDefinition();
        if (!(GraphQLTypeUtil.unwrapNonNull(definition.getType()) instanceof GraphQLList)) {
            return 1;
        }
        var connection = field.getParentEnvironment();
        if (connection != null
                && PAGES.contains(definition.getName())
                && name(field).endsWith("Connection")) {
            return pageSize(connection.getArguments());
        }
        return stated(definition, "listSize", "assumedSize").orElse(UNPAGED_LIST);
    }

    /** What is out of bounds is refused when the page is made. */
    private static int pageSize(Map<String, Object> arguments) {
        return Stream.of("first", "last")
                .map(arguments::get)
                .filter(Integer.class::isInstance)
                .mapToInt(Integer.class::cast)
                .map(asked -> Math.clamp(asked, 0, LARGEST_PAGE))
                .max()
                .orElse(PAGE);
    }

    private static OptionalInt stated(GraphQLFieldDefinition definition, String directive, String argument) {
        return Stream.ofNullable(definition.getAppliedDirective(directive))
                .map(applied -> Objects.requireNonNull(applied.getArgument(argument)))
                .mapToInt(GraphQLAppliedDirectiveArgument::getValue)
                .findFirst();
    }

    private static String name(FieldComplexityEnvironment field) {
        return ((GraphQLNamedType) field.getParentType()).getName();
    }
}
