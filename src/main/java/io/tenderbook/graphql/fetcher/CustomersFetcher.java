package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.CustomerFilter;
import io.tenderbook.customer.CustomerLists;
import io.tenderbook.customer.CustomerOrderField;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.platform.page.Page;
import jakarta.inject.Singleton;

@Singleton
final class CustomersFetcher implements FieldFetcher<Page<Customer>> {
    private final CustomerLists customers;

    CustomersFetcher(CustomerLists customers) {
        this.customers = customers;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Query", "customers");
    }

    @Override
    public Page<Customer> get(DataFetchingEnvironment environment) {
        var order = PageArguments.order(environment, CustomerOrderField.class)
                .map(asked -> asked.field().order(asked.descending()))
                .orElseGet(() -> CustomerOrderField.CREATED_AT.order(true));
        return customers.page(
                caller(environment).organisationId(),
                filter(Input.of(environment, "filter")),
                order,
                PageArguments.read(environment, order));
    }

    private static CustomerFilter filter(Input filter) {
        return new CustomerFilter(
                filter.optionalText("query"),
                filter.id("connectorId"),
                filter.bool("hasDefault"),
                filter.isTrue("includeDeleted"));
    }
}
