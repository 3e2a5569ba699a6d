package io.tenderbook.paymentmethod;

import io.tenderbook.customer.Customer;
import io.tenderbook.customer.Customers;
import io.tenderbook.organisation.Caller;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The records that an answer showed, as they stand now; null for no id, and for one that is gone. */
@Singleton
final class Records {
    private final Customers customers;
    private final PaymentMethodQueries methods;

    Records(Customers customers, PaymentMethodQueries methods) {
        this.customers = customers;
        this.methods = methods;
    }

    @Nullable
    Customer customer(Caller caller, @Nullable UUID id) {
        return id == null ? null : customers.find(caller.organisationId(), id).orElse(null);
    }

    @Nullable
    PaymentMethod paymentMethod(Caller caller, @Nullable UUID id) {
        return id == null
                ? null
                : methods.byId(caller.organisationId(), Set.of(id)).get(id);
    }
}
