package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.DetachPaymentMethod;
import io.tenderbook.paymentmethod.DetachPaymentMethod.Detached;
import io.tenderbook.paymentmethod.DetachPaymentMethod.Open;
import io.tenderbook.paymentmethod.DetachPaymentMethod.Rejected;
import jakarta.inject.Singleton;

@Singleton
final class DetachPaymentMethodFetcher implements FieldFetcher<PaymentMethodPayload> {
    private final DetachPaymentMethod useCase;
    private final Owners owners;

    DetachPaymentMethodFetcher(DetachPaymentMethod useCase, Owners owners) {
        this.useCase = useCase;
        this.owners = owners;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "detachPaymentMethod");
    }

    @Override
    public PaymentMethodPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new DetachPaymentMethod.Command(
                input.text("paymentMethodId"),
                input.isTrue("dryRun"),
                input.optionalText("successorId"),
                input.optionalText("idempotencyKey"));
        return switch (useCase.detach(caller(environment), command)) {
            case Detached detached -> owners.payload(detached.paymentMethod());
            case Open open -> owners.payload(open.paymentMethod(), open.error());
            case Rejected rejected -> PaymentMethodPayload.of(rejected.error());
        };
    }
}
