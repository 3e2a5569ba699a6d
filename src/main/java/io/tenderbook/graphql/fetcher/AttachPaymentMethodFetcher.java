package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.AttachPaymentMethod;
import jakarta.inject.Singleton;

@Singleton
final class AttachPaymentMethodFetcher implements FieldFetcher<AttachPaymentMethodPayload> {
    private final AttachPaymentMethod useCase;

    AttachPaymentMethodFetcher(AttachPaymentMethod useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "attachPaymentMethod");
    }

    @Override
    public AttachPaymentMethodPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new AttachPaymentMethod.Command(
                input.text("customerId"),
                input.text("paymentMethodId"),
                input.connector(),
                input.isTrue("setAsDefault"),
                input.texts("expand"),
                input.optionalText("idempotencyKey"));
        return AttachPaymentMethodPayload.of(useCase.attach(caller(environment), command));
    }
}
