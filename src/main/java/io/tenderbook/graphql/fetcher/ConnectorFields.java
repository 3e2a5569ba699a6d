package io.tenderbook.graphql.fetcher;

import io.tenderbook.graphql.TypeFetchers;
import io.tenderbook.graphql.TypeFields;
import io.tenderbook.provider.Connector;
import jakarta.inject.Singleton;

@Singleton
final class ConnectorFields implements TypeFetchers {
    @Override
    public TypeFields<Connector> fields() {
        return TypeFields.of(Connector.class)
                .value("isActive", connector -> connector.active())
                .value("webhookPath", Connector::webhookPath);
    }
}
