package io.tenderbook.graphql.fetcher;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.graphql.Siblings;
import io.tenderbook.paymentmethod.PaymentMethod;
import io.tenderbook.paymentmethod.PaymentMethodLists;
import io.tenderbook.paymentmethod.PaymentMethodOrderField;
import io.tenderbook.platform.page.Page;
import jakarta.inject.Singleton;

@Singleton
final class PaymentMethodsFetcher implements FieldFetcher<DataFetcherResult<Page<PaymentMethod>>> {
    private final PaymentMethodLists methods;

    PaymentMethodsFetcher(PaymentMethodLists methods) {
        this.methods = methods;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Query", "paymentMethods");
    }

    @Override
    public DataFetcherResult<Page<PaymentMethod>> get(DataFetchingEnvironment environment) {
        var order = PageArguments.order(environment, PaymentMethodOrderField.class)
                .map(asked -> asked.field().order(asked.descending()))
                .orElseGet(() -> PaymentMethodOrderField.CREATED_AT.order(true));
        var page = methods.page(
                caller(environment).organisationId(),
                PaymentMethodFilters.read(environment),
                order,
                PageArguments.read(environment, order),
                Selection.extent(environment));
        return Siblings.of(page, page.nodes());
    }
}
