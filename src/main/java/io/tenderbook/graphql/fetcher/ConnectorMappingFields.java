package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.graphql.TypeFetchers;
import io.tenderbook.graphql.TypeFields;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

@Singleton
final class ConnectorMappingFields implements TypeFetchers {
    private final ConnectorLoader connectors;
    private final DefaultPaymentMethodsLoader defaults;

    ConnectorMappingFields(ConnectorLoader connectors, DefaultPaymentMethodsLoader defaults) {
        this.connectors = connectors;
        this.defaults = defaults;
    }

    @Override
    public TypeFields<ConnectorMapping> fields() {
        return TypeFields.of(ConnectorMapping.class)
                .loaded(
                        "connector",
                        (mapping, environment) ->
                                connectors.loadFor(mapping, ConnectorMapping::connectorId, environment))
                .value("referenceId", mapping -> mapping.externalId())
                .loaded("defaultPaymentMethod", this::defaultPaymentMethod);
    }

    /** An ended mapping has none: what is the default there now belongs to its successor. */
    private @Nullable Object defaultPaymentMethod(ConnectorMapping mapping, DataFetchingEnvironment environment) {
        return defaults.loadFirst(
                mapping,
                ConnectorMapping::customerId,
                one -> mapping.active() && one.paymentMethod().connectorId().equals(mapping.connectorId()),
                environment);
    }
}
