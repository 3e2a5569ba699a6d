package io.tenderbook.graphql.fetcher;

import static java.util.stream.Collectors.groupingBy;

import io.tenderbook.customer.ConnectorMapping;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.graphql.NamedBatchLoader;
import io.tenderbook.organisation.Caller;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The mappings of customers, oldest first; a customer without one is left out. */
@Singleton
final class ConnectorMappingsLoader implements NamedBatchLoader<UUID, List<ConnectorMapping>> {
    private final ConnectorMappings mappings;

    ConnectorMappingsLoader(ConnectorMappings mappings) {
        this.mappings = mappings;
    }

    @Override
    public String name() {
        return "connectorMappings";
    }

    @Override
    public Map<UUID, List<ConnectorMapping>> load(Set<UUID> customerIds, Caller caller) {
        return mappings.of(caller.organisationId(), customerIds).stream()
                .collect(groupingBy(ConnectorMapping::customerId));
    }
}
