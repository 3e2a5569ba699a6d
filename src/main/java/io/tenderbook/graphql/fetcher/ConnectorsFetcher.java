package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class ConnectorsFetcher implements FieldFetcher<List<Connector>> {
    private final Connectors connectors;

    ConnectorsFetcher(Connectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Query", "connectors");
    }

    @Override
    public List<Connector> get(DataFetchingEnvironment environment) {
        return connectors.of(caller(environment).organisationId());
    }
}
