package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.Claim;
import io.tenderbook.paymentmethod.CreatePaymentMethod;
import io.tenderbook.paymentmethod.CreatePaymentMethod.Created;
import io.tenderbook.paymentmethod.CreatePaymentMethod.Rejected;
import io.tenderbook.paymentmethod.PaymentMethodType;
import jakarta.inject.Singleton;

@Singleton
final class CreatePaymentMethodFetcher implements FieldFetcher<PaymentMethodPayload> {
    private final CreatePaymentMethod useCase;

    CreatePaymentMethodFetcher(CreatePaymentMethod useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "createPaymentMethod");
    }

    @Override
    public PaymentMethodPayload get(DataFetchingEnvironment environment) {
        return switch (useCase.create(caller(environment), claim(Input.of(environment)))) {
            case Created created -> PaymentMethodPayload.of(created.paymentMethod(), created.customer());
            case Rejected rejected -> PaymentMethodPayload.of(rejected.error());
        };
    }

    private static Claim claim(Input input) {
        return new Claim(
                input.text("customerId"),
                input.isTrue("isActive"),
                input.text("stripeId"),
                input.word("type", PaymentMethodType.class).orElseThrow(),
                input.optionalText("providerType"),
                input.optionalText("last4"),
                input.optionalText("fingerprint"),
                input.optionalText("country"),
                input.optionalText("brand"),
                input.number("expMonth"),
                input.number("expYear"),
                input.optionalText("funding"),
                input.json("wallet"),
                input.connector(),
                input.optionalText("idempotencyKey"));
    }
}
