package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.paymentmethod.PaymentMethod;
import io.tenderbook.paymentmethod.PaymentMethodLists;
import io.tenderbook.paymentmethod.PaymentMethodOrderField;
import io.tenderbook.platform.page.Page;
import jakarta.inject.Singleton;

@Singleton
final class PaymentMethodsFetcher implements FieldFetcher<Page<PaymentMethod>> {
    private final PaymentMethodLists methods;

    PaymentMethodsFetcher(PaymentMethodLists methods) {
        this.methods = methods;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Query", "paymentMethods");
    }

    @Override
    public Page<PaymentMethod> get(DataFetchingEnvironment environment) {
        var order = PageArguments.order(environment, PaymentMethodOrderField.class)
                .map(asked -> asked.field().order(asked.descending()))
                .orElseGet(() -> PaymentMethodOrderField.CREATED_AT.order(true));
        return methods.page(
                caller(environment).organisationId(),
                PaymentMethodFilters.read(environment),
                order,
                PageArguments.read(environment, order),
                Selection.extent(environment));
    }
}
