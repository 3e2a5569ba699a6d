package io.tenderbook.graphql.fetcher;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.graphql.NamedBatchLoader;
import io.tenderbook.graphql.fetcher.PaymentMethodChangesLoader.Key;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.PaymentMethod;
import io.tenderbook.paymentmethod.PaymentMethodChange;
import io.tenderbook.paymentmethod.PaymentMethodHistory;
import io.tenderbook.platform.page.Page;
import io.tenderbook.platform.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of the history of payment methods: one statement for all of which the same is asked. */
@Singleton
final class PaymentMethodChangesLoader implements NamedBatchLoader<Key, Page<PaymentMethodChange>> {
    private final PaymentMethodHistory history;

    PaymentMethodChangesLoader(PaymentMethodHistory history) {
        this.history = history;
    }

    record Key(UUID paymentMethodId, PageRequest page) {}

    @Override
    public String name() {
        return "paymentMethodChanges";
    }

    @Override
    public Map<Key, Page<PaymentMethodChange>> load(Set<Key> keys, Caller caller) {
        Map<Key, Page<PaymentMethodChange>> pages = new HashMap<>();
        keys.stream()
                .collect(groupingBy(Key::page, mapping(Key::paymentMethodId, toSet())))
                .forEach((request, methodIds) -> history.pages(caller.organisationId(), methodIds, request)
                        .forEach((methodId, page) -> pages.put(new Key(methodId, request), page)));
        return pages;
    }

    /** The page that the field asks for, now or as a future. */
    @Nullable
    Object load(PaymentMethod method, DataFetchingEnvironment environment) {
        var request = PerField.read(environment, asked -> PageArguments.read(asked, PaymentMethodChange.OLDEST_FIRST));
        return loadFor(method, one -> new Key(one.id(), request), environment);
    }
}
