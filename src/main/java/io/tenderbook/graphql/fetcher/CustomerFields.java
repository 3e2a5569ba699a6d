package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.customer.Customer;
import io.tenderbook.graphql.TypeFetchers;
import io.tenderbook.graphql.TypeFields;
import io.tenderbook.platform.Json;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Singleton
final class CustomerFields implements TypeFetchers {
    private final ConnectorMappingsLoader mappings;
    private final DefaultPaymentMethodsLoader defaults;
    private final CustomerPaymentMethodsLoader methods;

    CustomerFields(
            ConnectorMappingsLoader mappings,
            DefaultPaymentMethodsLoader defaults,
            CustomerPaymentMethodsLoader methods) {
        this.mappings = mappings;
        this.defaults = defaults;
        this.methods = methods;
    }

    @Override
    public TypeFields<Customer> fields() {
        return TypeFields.of(Customer.class)
                .value("metadata", customer -> Json.parse(customer.metadata()))
                .loaded("paymentMethods", methods::load)
                .loaded("defaultPaymentMethod", this::defaultPaymentMethod)
                .loaded(
                        "connectorMappings",
                        (customer, environment) -> mappings.loadFor(
                                customer, Customer::id, found -> found == null ? List.of() : found, environment));
    }

    private @Nullable Object defaultPaymentMethod(Customer customer, DataFetchingEnvironment environment) {
        String connector = PerField.hasArguments(environment) ? environment.getArgument("connector") : null;
        return defaults.loadFirst(
                customer,
                Customer::id,
                one -> connector == null || one.connectorName().equalsIgnoreCase(connector),
                environment);
    }
}
