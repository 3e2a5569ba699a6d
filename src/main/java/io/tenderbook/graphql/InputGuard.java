package io.tenderbook.graphql;

import graphql.execution.MergedField;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.LightDataFetcher;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.graphql.sensitive.SensitiveInput;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps card numbers and card codes from every fetcher, and so from the database, the provider and the log. */
final class InputGuard {
    private InputGuard() {}

    /** A light fetcher stays as it is: it sees no arguments. */
    static DataFetcher<?> around(FieldCoordinates field, DataFetcher<?> fetcher) {
        if (fetcher instanceof LightDataFetcher<?>) {
            return fetcher;
        }
        return environment -> {
            var harmless = harmless(environment);
            var asked = environment.getMergedField();
            if (asked.getSingleField().getArguments().isEmpty() || harmless.contains(asked)) {
                return fetcher.get(environment);
            }
            var found = SensitiveInput.find(environment.getArguments());
            if (found.isPresent()) {
                return refused(field, found.get());
            }
            harmless.add(asked);
            return fetcher.get(environment);
        };
    }

    /** The places of the document, which have the same arguments for each object of a list. */
    private static Set<MergedField> harmless(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment
                .getGraphQlContext()
                .computeIfAbsent(InputGuard.class, first -> ConcurrentHashMap.<MergedField>newKeySet()));
    }

    /** In the place of a mutation's payload, whose other fields are null then. */
    private static Object refused(FieldCoordinates field, List<String> path) {
        if (!field.getTypeName().equals("Mutation")) {
            throw new BadRequestException(SensitiveInput.MESSAGE);
        }
        var belowInput = path.stream().skip(1).toList();
        return new Refused(List.of(new UserError(UserErrorCode.SENSITIVE_DATA, SensitiveInput.MESSAGE, belowInput)));
    }

    private record Refused(List<UserError> userErrors) implements MutationPayload {}
}
