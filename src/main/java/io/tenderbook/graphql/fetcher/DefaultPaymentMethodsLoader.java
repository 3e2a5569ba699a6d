package io.tenderbook.graphql.fetcher;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.graphql.NamedBatchLoader;
import io.tenderbook.graphql.fetcher.DefaultPaymentMethodsLoader.Key;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.CurrentDefault;
import io.tenderbook.paymentmethod.Extent;
import io.tenderbook.paymentmethod.PaymentMethod;
import io.tenderbook.paymentmethod.PaymentMethodQueries;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The defaults of customers at all connectors, the one that was set last first; a customer without one is left out. */
@Singleton
final class DefaultPaymentMethodsLoader implements NamedBatchLoader<Key, List<CurrentDefault>> {
    private final PaymentMethodQueries methods;

    DefaultPaymentMethodsLoader(PaymentMethodQueries methods) {
        this.methods = methods;
    }

    @Override
    public String name() {
        return "defaultPaymentMethods";
    }

    record Key(UUID customerId, Extent extent) {
        /** Few keys differ in their extents alone, and an extent takes long to hash. */
        @Override
        public int hashCode() {
            return customerId.hashCode();
        }
    }

    /** One statement, whichever fields ask: it reads as much as any of them needs. */
    @Override
    public Map<Key, List<CurrentDefault>> load(Set<Key> keys, Caller caller) {
        var extent = keys.stream().map(Key::extent).reduce(Extent::or).orElse(Extent.WHOLE);
        Set<UUID> customerIds = keys.stream().map(Key::customerId).collect(toSet());
        var found = methods.defaults(caller.organisationId(), customerIds, extent);
        return keys.stream()
                .filter(key -> found.containsKey(key.customerId()))
                .collect(toMap(key -> key, key -> found.getOrDefault(key.customerId(), List.of())));
    }

    /** Of those that fit, the one that was set last, now or as a future. */
    <S> @Nullable Object loadFirst(
            S object,
            Function<S, UUID> customerId,
            Predicate<CurrentDefault> fits,
            DataFetchingEnvironment environment) {
        var extent = PerField.read(environment, Selection::extent);
        return loadFor(
                object, one -> new Key(customerId.apply(one), extent), defaults -> first(defaults, fits), environment);
    }

    private static @Nullable PaymentMethod first(
            @Nullable List<CurrentDefault> defaults, Predicate<CurrentDefault> fits) {
        return defaults == null
                ? null
                : defaults.stream()
                        .filter(fits)
                        .map(CurrentDefault::paymentMethod)
                        .findFirst()
                        .orElse(null);
    }
}
