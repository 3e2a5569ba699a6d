package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.administration.RotateApiKey;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.organisation.Role;
import jakarta.inject.Singleton;
import java.util.Objects;

@Singleton
final class RotateApiKeyFetcher implements FieldFetcher<RotateApiKeyPayload> {
    private final RotateApiKey useCase;

    RotateApiKeyFetcher(RotateApiKey useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "rotateApiKey");
    }

    @Override
    public Role leastRole() {
        return Role.ADMIN;
    }

    @Override
    public RotateApiKeyPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new RotateApiKey.Command(
                input.text("apiKeyId"),
                Objects.requireNonNull(input.number("overlapSeconds")),
                input.optionalText("idempotencyKey"));
        return RotateApiKeyPayload.of(useCase.rotate(caller(environment), command));
    }
}
