package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.SyncCustomer;
import jakarta.inject.Singleton;

@Singleton
final class SyncCustomerFetcher implements FieldFetcher<SyncCustomerPayload> {
    private final SyncCustomer useCase;

    SyncCustomerFetcher(SyncCustomer useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "syncCustomer");
    }

    @Override
    public SyncCustomerPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new SyncCustomer.Command(
                input.text("customerId"), input.connector(), input.optionalText("idempotencyKey"));
        return SyncCustomerPayload.of(useCase.sync(caller(environment), command));
    }
}
