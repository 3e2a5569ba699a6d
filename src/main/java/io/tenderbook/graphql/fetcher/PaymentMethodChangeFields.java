package io.tenderbook.graphql.fetcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.graphql.TypeFetchers;
import io.tenderbook.graphql.TypeFields;
import io.tenderbook.paymentmethod.PaymentMethodChange;
import io.tenderbook.platform.Json;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

@Singleton
final class PaymentMethodChangeFields implements TypeFetchers {
    private final CustomerLoader customers;
    private final PaymentMethodLoader methods;

    PaymentMethodChangeFields(CustomerLoader customers, PaymentMethodLoader methods) {
        this.customers = customers;
        this.methods = methods;
    }

    @Override
    public TypeFields<PaymentMethodChange> fields() {
        return TypeFields.of(PaymentMethodChange.class)
                .loaded(
                        "paymentMethod",
                        (change, environment) ->
                                methods.loadFor(change, PaymentMethodChange::paymentMethodId, environment))
                .loaded(
                        "customer",
                        (change, environment) ->
                                customers.loadFor(change, PaymentMethodChange::customerId, environment))
                .value("cursor", change -> change.cursor())
                .value("before", change -> json(change.stateBefore()))
                .value("after", change -> json(change.stateAfter()))
                .value("at", change -> change.changedAt());
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : Json.parse(text);
    }
}
