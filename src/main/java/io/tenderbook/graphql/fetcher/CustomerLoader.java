package io.tenderbook.graphql.fetcher;

import io.tenderbook.customer.Customer;
import io.tenderbook.customer.Customers;
import io.tenderbook.organisation.Caller;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@Singleton
final class CustomerLoader implements IdLoader<Customer> {
    private final Customers customers;

    CustomerLoader(Customers customers) {
        this.customers = customers;
    }

    @Override
    public String name() {
        return "customer";
    }

    @Override
    public Map<UUID, Customer> load(Set<UUID> ids, Caller caller) {
        return customers.byId(caller.organisationId(), ids);
    }
}
