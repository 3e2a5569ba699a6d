package io.tenderbook.graphql.fetcher;

import io.tenderbook.graphql.TypeFetchers;
import io.tenderbook.graphql.TypeFields;
import io.tenderbook.sync.ConnectorHealth;
import jakarta.inject.Singleton;

@Singleton
final class ConnectorHealthFields implements TypeFetchers {
    private final ConnectorLoader connectors;

    ConnectorHealthFields(ConnectorLoader connectors) {
        this.connectors = connectors;
    }

    @Override
    public TypeFields<ConnectorHealth> fields() {
        return TypeFields.of(ConnectorHealth.class)
                .loaded(
                        "connector",
                        (health, environment) -> connectors.loadFor(health, ConnectorHealth::connectorId, environment));
    }
}
