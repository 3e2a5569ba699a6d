package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.CreateSetupIntent;
import io.tenderbook.paymentmethod.CreateSetupIntent.Created;
import io.tenderbook.paymentmethod.CreateSetupIntent.Rejected;
import io.tenderbook.paymentmethod.PaymentMethodType;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class CreateSetupIntentFetcher implements FieldFetcher<CreateSetupIntentPayload> {
    private final CreateSetupIntent useCase;

    CreateSetupIntentFetcher(CreateSetupIntent useCase) {
        this.useCase = useCase;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Mutation", "createSetupIntent");
    }

    @Override
    public CreateSetupIntentPayload get(DataFetchingEnvironment environment) {
        var input = Input.of(environment);
        var command = new CreateSetupIntent.Command(
                input.text("customerId"),
                input.connector(),
                input.texts("paymentMethodTypes").stream()
                        .map(PaymentMethodType::valueOf)
                        .toList(),
                "OFF_SESSION".equals(input.optionalText("usage")),
                input.json("metadata"),
                input.optionalText("idempotencyKey"));
        return switch (useCase.create(caller(environment), command)) {
            case Created created ->
                new CreateSetupIntentPayload(
                        SetupIntent.of(created.setupIntent(), created.connector()), created.customer(), List.of());
            case Rejected rejected -> new CreateSetupIntentPayload(null, null, List.of(rejected.error()));
        };
    }
}
