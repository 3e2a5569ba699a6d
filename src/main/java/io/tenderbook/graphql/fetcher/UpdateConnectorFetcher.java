package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.administration.UpdateConnector;
import io.tenderbook.administration.UpdateConnector.NewAccount;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.organisation.Role;
import jakarta.inject.Singleton;

@Singleton
final class UpdateConnectorFetcher implements FieldFetcher<ConnectorPayload> {
    private final UpdateConnector useCase;

    UpdateConnectorFetcher(UpdateConnector useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "updateConnector");
    }

    @Override
    public Role leastRole() {
        return Role.ADMIN;
    }

    @Override
    public ConnectorPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new UpdateConnector.Command(
                input.text("connectorId"),
                input.optionalText("name"),
                input.bool("isActive"),
                input.optionalText("secretKey"),
                input.members().containsKey("account") ? new NewAccount(input.optionalText("account")) : null,
                input.bool("importCustomers"),
                input.optionalText("idempotencyKey"));
        return ConnectorPayload.of(useCase.update(caller(environment), command));
    }
}
