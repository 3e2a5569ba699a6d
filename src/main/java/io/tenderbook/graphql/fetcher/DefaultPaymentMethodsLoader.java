package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.graphql.NamedBatchLoader;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.CurrentDefault;
import io.tenderbook.paymentmethod.PaymentMethod;
import io.tenderbook.paymentmethod.PaymentMethodQueries;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The defaults of customers at all connectors, the one that was set last first; a customer without one is left out. */
@Singleton
final class DefaultPaymentMethodsLoader implements NamedBatchLoader<UUID, List<CurrentDefault>> {
    private final PaymentMethodQueries methods;

    DefaultPaymentMethodsLoader(PaymentMethodQueries methods) {
        this.methods = methods;
    }

    @Override
    public String name() {
        return "defaultPaymentMethods";
    }

    @Override
    public Map<UUID, List<CurrentDefault>> load(Set<UUID> customerIds, Caller caller) {
        return methods.defaults(caller.organisationId(), customerIds);
    }

    /** Of those that fit, the one that was set last. */
    CompletableFuture<@Nullable PaymentMethod> loadFirst(
            UUID customerId, Predicate<CurrentDefault> fits, DataFetchingEnvironment environment) {
        return loadOne(customerId, environment)
                .thenApply(defaults -> defaults == null
                        ? null
                        : defaults.stream()
                                .filter(fits)
                                .map(CurrentDefault::paymentMethod)
                                .findFirst()
                                .orElse(null));
    }
}
