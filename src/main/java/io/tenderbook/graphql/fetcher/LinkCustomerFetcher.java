package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.LinkCustomer;
import jakarta.inject.Singleton;

@Singleton
final class LinkCustomerFetcher implements FieldFetcher<LinkCustomerPayload> {
    private final LinkCustomer useCase;

    LinkCustomerFetcher(LinkCustomer useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "linkCustomer");
    }

    @Override
    public LinkCustomerPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new LinkCustomer.Command(
                input.text("customerId"), input.connector(), input.optionalText("idempotencyKey"));
        return LinkCustomerPayload.of(useCase.link(caller(environment), command));
    }
}
