package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.customer.Customer;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

@Singleton
final class CustomerByReferenceFetcher implements FieldFetcher<CompletableFuture<@Nullable Customer>> {
    private final Connectors connectors;
    private final ConnectorMappings mappings;
    private final CustomerLoader customers;

    CustomerByReferenceFetcher(Connectors connectors, ConnectorMappings mappings, CustomerLoader customers) {
        this.connectors = connectors;
        this.mappings = mappings;
        this.customers = customers;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Query", "customerByReference");
    }

    @Override
    public CompletableFuture<@Nullable Customer> get(DataFetchingEnvironment environment) {
        String referenceId = Objects.requireNonNull(environment.getArgument("referenceId"));
        var customerId = connector(environment)
                .flatMap(connector -> mappings.latest(connector.id(), referenceId))
                .map(ConnectorMapping::customerId)
                .orElse(null);
        return customers.loadIfAny(customerId, environment);
    }

    private Optional<Connector> connector(DataFetchingEnvironment environment) {
        String name = Objects.requireNonNull(environment.getArgument("connector"));
        return connectors.of(caller(environment).organisationId()).stream()
                .filter(connector -> connector.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
