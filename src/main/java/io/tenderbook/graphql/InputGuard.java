package io.tenderbook.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.LightDataFetcher;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.graphql.sensitive.SensitiveInput;
import java.util.List;

/** Keeps card numbers and card codes from every fetcher, and so from the database, the provider and the log. */
final class InputGuard {
    private InputGuard() {}

    /** A light fetcher stays as it is: it sees no arguments. */
    static DataFetcher<?> around(FieldCoordinates field, DataFetcher<?> fetcher) {
        if (fetcher instanceof LightDataFetcher<?>) {
            return fetcher;
        }
        return environment -> {
            if (environment.getFieldDefinition().getArguments().isEmpty()) {
                return fetcher.get(environment);
            }
            var found = SensitiveInput.find(environment.getArguments());
            return found.isEmpty() ? fetcher.get(environment) : refused(field, found.get());
        };
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
