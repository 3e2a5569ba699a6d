package io.tenderbook.graphql.fetcher;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.CustomerFilter;
import io.tenderbook.customer.CustomerLists;
import io.tenderbook.customer.CustomerOrderField;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.graphql.Siblings;
import io.tenderbook.platform.page.Page;
import jakarta.inject.Singleton;

@Singleton
final class CustomersFetcher implements FieldFetcher<DataFetcherResult<Page<Customer>>> {
    private final CustomerLists customers;

    CustomersFetcher(CustomerLists customers) {
        this.customers = customers;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Query", "customers");
    }

    @Override
    public DataFetcherResult<Page<Customer>> get(DataFetchingEnvironment environment) {
        var order = PageArguments.order(environment, CustomerOrderField.class)
                .map(asked -> asked.field().order(asked.descending()))
                .orElseGet(() -> CustomerOrderField.CREATED_AT.order(true));
        var page = customers.page(
                caller(environment).organisationId(),
                filter(Input.of(environment, "filter")),
                order,
                PageArguments.read(environment, order));
        return Siblings.of(page, page.nodes());
    }

    private static CustomerFilter filter(Input filter) {
        return new CustomerFilter(
                filter.optionalText("query"),
                filter.id("connectorId"),
                filter.bool("hasDefault"),
                filter.isTrue("includeDeleted"));
    }
}
