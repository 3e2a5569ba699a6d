package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.UpdateCustomer;
import io.tenderbook.paymentmethod.UpdateCustomer.Rejected;
import io.tenderbook.paymentmethod.UpdateCustomer.Updated;
import jakarta.inject.Singleton;
import java.util.Set;

@Singleton
final class UpdateCustomerFetcher implements FieldFetcher<CustomerPayload> {
    private static final Set<String> CHANGEABLE = Set.of("name", "email", "metadata");

    private final UpdateCustomer useCase;

    UpdateCustomerFetcher(UpdateCustomer useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "updateCustomer");
    }

    @Override
    public CustomerPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new UpdateCustomer.Command(
                input.text("customerId"), input.given(CHANGEABLE), input.optionalText("idempotencyKey"));
        return switch (useCase.update(caller(environment), command)) {
            case Updated updated -> CustomerPayload.of(updated.customer());
            case Rejected rejected -> CustomerPayload.of(rejected.error());
        };
    }
}
