package io.tenderbook.graphql.fetcher;

import io.tenderbook.organisation.Caller;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@Singleton
final class ConnectorLoader implements IdLoader<Connector> {
    private final Connectors connectors;

    ConnectorLoader(Connectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public String name() {
        return "connector";
    }

    @Override
    public Map<UUID, Connector> load(Set<UUID> ids, Caller caller) {
        return connectors.byId(caller.organisationId(), ids);
    }
}
