package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.SetDefaultPaymentMethod;
import io.tenderbook.paymentmethod.SetDefaultPaymentMethod.DefaultSet;
import io.tenderbook.paymentmethod.SetDefaultPaymentMethod.Open;
import io.tenderbook.paymentmethod.SetDefaultPaymentMethod.Rejected;
import jakarta.inject.Singleton;

@Singleton
final class SetDefaultPaymentMethodFetcher implements FieldFetcher<PaymentMethodPayload> {
    private final SetDefaultPaymentMethod useCase;
    private final Owners owners;

    SetDefaultPaymentMethodFetcher(SetDefaultPaymentMethod useCase, Owners owners) {
        this.useCase = useCase;
        this.owners = owners;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "setDefaultPaymentMethod");
    }

    @Override
    public PaymentMethodPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new SetDefaultPaymentMethod.Command(
                input.text("paymentMethodId"), input.optionalText("idempotencyKey"));
        return switch (useCase.setDefault(caller(environment), command)) {
            case DefaultSet set -> owners.payload(set.paymentMethod());
            case Open open -> owners.payload(open.paymentMethod(), open.error());
            case Rejected rejected -> PaymentMethodPayload.of(rejected.error());
        };
    }
}
