package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.UpdatePaymentMethod;
import io.tenderbook.paymentmethod.UpdatePaymentMethod.Open;
import io.tenderbook.paymentmethod.UpdatePaymentMethod.Rejected;
import io.tenderbook.paymentmethod.UpdatePaymentMethod.Updated;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Singleton
final class UpdatePaymentMethodFetcher implements FieldFetcher<PaymentMethodPayload> {
    private final UpdatePaymentMethod useCase;
    private final Owners owners;

    UpdatePaymentMethodFetcher(UpdatePaymentMethod useCase, Owners owners) {
        this.useCase = useCase;
        this.owners = owners;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "updatePaymentMethod");
    }

    @Override
    public PaymentMethodPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new UpdatePaymentMethod.Command(
                input.text("paymentMethodId"),
                input.bool("isActive"),
                input.object("billingDetails").map(Input::members).orElse(Map.of()),
                input.number("expMonth"),
                input.number("expYear"),
                input.json("metadata"),
                lowerCase(input.optionalText("allowRedisplay")),
                input.optionalText("idempotencyKey"));
        return switch (useCase.update(caller(environment), command)) {
            case Updated updated -> owners.payload(updated.paymentMethod());
            case Open open -> owners.payload(open.paymentMethod(), open.error());
            case Rejected rejected -> PaymentMethodPayload.of(rejected.error());
        };
    }

    private static @Nullable String lowerCase(@Nullable String word) {
        return word == null ? null : word.toLowerCase(Locale.ROOT);
    }
}
