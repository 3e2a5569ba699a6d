package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.DeleteCustomer;
import io.tenderbook.paymentmethod.DeleteCustomer.Deleted;
import io.tenderbook.paymentmethod.DeleteCustomer.Open;
import io.tenderbook.paymentmethod.DeleteCustomer.Rejected;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class DeleteCustomerFetcher implements FieldFetcher<CustomerPayload> {
    private final DeleteCustomer useCase;

    DeleteCustomerFetcher(DeleteCustomer useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "deleteCustomer");
    }

    @Override
    public CustomerPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new DeleteCustomer.Command(
                input.text("customerId"), input.isTrue("atProvider"), input.optionalText("idempotencyKey"));
        return switch (useCase.delete(caller(environment), command)) {
            case Deleted deleted -> CustomerPayload.of(deleted.customer());
            case Open open -> new CustomerPayload(open.customer(), List.of(open.error()));
            case Rejected rejected -> CustomerPayload.of(rejected.error());
        };
    }
}
