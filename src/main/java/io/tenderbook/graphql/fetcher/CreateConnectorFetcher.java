package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.administration.CreateConnector;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.organisation.Role;
import jakarta.inject.Singleton;

@Singleton
final class CreateConnectorFetcher implements FieldFetcher<ConnectorPayload> {
    private final CreateConnector useCase;

    CreateConnectorFetcher(CreateConnector useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "createConnector");
    }

    @Override
    public Role leastRole() {
        return Role.ADMIN;
    }

    @Override
    public ConnectorPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new CreateConnector.Command(
                input.text("name"),
                input.text("provider"),
                input.text("secretKey"),
                input.optionalText("webhookSecret"),
                input.optionalText("account"),
                input.isTrue("importCustomers"),
                input.optionalText("idempotencyKey"));
        return ConnectorPayload.of(useCase.create(caller(environment), command));
    }
}
