package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.administration.CreateApiKey;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.organisation.Role;
import jakarta.inject.Singleton;

@Singleton
final class CreateApiKeyFetcher implements FieldFetcher<CreateApiKeyPayload> {
    private final CreateApiKey useCase;

    CreateApiKeyFetcher(CreateApiKey useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "createApiKey");
    }

    @Override
    public Role leastRole() {
        return Role.ADMIN;
    }

    @Override
    public CreateApiKeyPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new CreateApiKey.Command(
                input.text("name"), Role.valueOf(input.text("role")), input.optionalText("idempotencyKey"));
        return CreateApiKeyPayload.of(useCase.create(caller(environment), command));
    }
}
