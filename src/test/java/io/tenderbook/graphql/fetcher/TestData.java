package io.tenderbook.graphql.fetcher;

import io.tenderbook.TestServer;
import io.tenderbook.customer.ConnectorMappings;
import io.tenderbook.customer.Customers;
import io.tenderbook.provider.PaymentProviders;
import io.tenderbook.provider.ProviderCall;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the rows that a test reads. */
record TestData(TestServer server, UUID organisationId) {
    static TestData of(TestServer server) {
        return new TestData(server, server.organisation().id());
    }

    UUID customer(@Nullable String name, @Nullable String email) {
        return server.bean(Customers.class)
                .create(organisationId, name, email, "{}", false)
                .id();
    }

    /** A customer here and at the sandbox. */
    UUID customerAtSandbox(String name, String connectorName) {
        var connector = server.connector(connectorName);
        UUID customer = customer(name, null);
        var there = server.bean(PaymentProviders.class)
                .of(connector)
                .createCustomer(connector, customer, name, null, ProviderCall.start());
        server.bean(ConnectorMappings.class)
                .create(organisationId, connector.id(), customer, there.value().id());
        return customer;
    }
}
