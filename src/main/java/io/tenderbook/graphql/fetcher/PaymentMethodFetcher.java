package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.PaymentMethod;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

@Singleton
final class PaymentMethodFetcher implements FieldFetcher<CompletableFuture<@Nullable PaymentMethod>> {
    private final PaymentMethodLoader methods;

    PaymentMethodFetcher(PaymentMethodLoader methods) {
        this.methods = methods;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Query", "paymentMethod");
    }

    @Override
    public CompletableFuture<@Nullable PaymentMethod> get(DataFetchingEnvironment environment) {
        return methods.loadWritten(Objects.requireNonNull(environment.getArgument("id")), environment);
    }
}
