package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.customer.Customer;
import io.tenderbook.graphql.FieldFetcher;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

@Singleton
final class CustomerFetcher implements FieldFetcher<CompletableFuture<@Nullable Customer>> {
    private final CustomerLoader customers;

    CustomerFetcher(CustomerLoader customers) {
        this.customers = customers;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Query", "customer");
    }

    @Override
    public CompletableFuture<@Nullable Customer> get(DataFetchingEnvironment environment) {
        return customers.loadWritten(Objects.requireNonNull(environment.getArgument("id")), environment);
    }
}
