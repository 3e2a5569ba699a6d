package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.UnlinkCustomer;
import io.tenderbook.paymentmethod.UnlinkCustomer.Rejected;
import io.tenderbook.paymentmethod.UnlinkCustomer.Unlinked;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class UnlinkCustomerFetcher implements FieldFetcher<LinkCustomerPayload> {
    private final UnlinkCustomer useCase;

    UnlinkCustomerFetcher(UnlinkCustomer useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "unlinkCustomer");
    }

    @Override
    public LinkCustomerPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new UnlinkCustomer.Command(
                input.text("customerId"), input.connector(), input.optionalText("idempotencyKey"));
        return switch (useCase.unlink(caller(environment), command)) {
            case Unlinked unlinked -> new LinkCustomerPayload(unlinked.customer(), unlinked.mapping(), List.of());
            case Rejected rejected -> new LinkCustomerPayload(null, null, List.of(rejected.error()));
        };
    }
}
