package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.administration.RotateWebhookSecret;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.organisation.Role;
import jakarta.inject.Singleton;
import java.util.Objects;

@Singleton
final class RotateWebhookSecretFetcher implements FieldFetcher<RotateWebhookSecretPayload> {
    private final RotateWebhookSecret useCase;

    RotateWebhookSecretFetcher(RotateWebhookSecret useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "rotateWebhookSecret");
    }

    @Override
    public Role leastRole() {
        return Role.ADMIN;
    }

    @Override
    public RotateWebhookSecretPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new RotateWebhookSecret.Command(
                input.text("connectorId"),
                input.text("webhookSecret"),
                Objects.requireNonNull(input.number("overlapSeconds")),
                input.optionalText("idempotencyKey"));
        return RotateWebhookSecretPayload.of(useCase.rotate(caller(environment), command));
    }
}
