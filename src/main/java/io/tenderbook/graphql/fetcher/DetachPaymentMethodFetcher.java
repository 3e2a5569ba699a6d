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
final class DetachPaymentMethodFetcher implements FieldFetcher<DetachPaymentMethodPayload> {
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
    public DetachPaymentMethodPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new DetachPaymentMethod.Command(
                input.text("paymentMethodId"),
                input.isTrue("dryRun"),
                input.optionalText("successorId"),
                input.optionalText("idempotencyKey"));
        return switch (useCase.detach(caller(environment), command)) {
            case Detached detached ->
                DetachPaymentMethodPayload.of(owners.payload(detached.paymentMethod()), detached.effect());
            case Open open -> DetachPaymentMethodPayload.of(owners.payload(open.paymentMethod(), open.error()), null);
            case Rejected rejected -> DetachPaymentMethodPayload.of(PaymentMethodPayload.of(rejected.error()), null);
        };
    }
}
