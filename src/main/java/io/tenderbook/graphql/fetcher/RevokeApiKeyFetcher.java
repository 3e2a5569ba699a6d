package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.administration.RevokeApiKey;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.organisation.Role;
import jakarta.inject.Singleton;

@Singleton
final class RevokeApiKeyFetcher implements FieldFetcher<RevokeApiKeyPayload> {
    private final RevokeApiKey useCase;

    RevokeApiKeyFetcher(RevokeApiKey useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "revokeApiKey");
    }

    @Override
    public Role leastRole() {
        return Role.ADMIN;
    }

    @Override
    public RevokeApiKeyPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new RevokeApiKey.Command(input.text("apiKeyId"), input.optionalText("idempotencyKey"));
        return RevokeApiKeyPayload.of(useCase.revoke(caller(environment), command));
    }
}
