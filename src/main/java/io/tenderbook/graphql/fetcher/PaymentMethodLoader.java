package io.tenderbook.graphql.fetcher;

import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.PaymentMethod;
import io.tenderbook.paymentmethod.PaymentMethodQueries;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@Singleton
final class PaymentMethodLoader implements IdLoader<PaymentMethod> {
    private final PaymentMethodQueries methods;

    PaymentMethodLoader(PaymentMethodQueries methods) {
        this.methods = methods;
    }

    @Override
    public String name() {
        return "paymentMethod";
    }

    @Override
    public Map<UUID, PaymentMethod> load(Set<UUID> ids, Caller caller) {
        return methods.byId(caller.organisationId(), ids);
    }
}
