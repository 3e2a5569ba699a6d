package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.CreateCustomer;
import jakarta.inject.Singleton;

@Singleton
final class CreateCustomerFetcher implements FieldFetcher<CreateCustomerPayload> {
    private final CreateCustomer useCase;

    CreateCustomerFetcher(CreateCustomer useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "createCustomer");
    }

    @Override
    public CreateCustomerPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new CreateCustomer.Command(
                input.optionalText("name"),
                input.optionalText("email"),
                input.json("metadata"),
                input.connector(),
                input.optionalText("idempotencyKey"));
        return CreateCustomerPayload.of(useCase.create(caller(environment), command));
    }
}
