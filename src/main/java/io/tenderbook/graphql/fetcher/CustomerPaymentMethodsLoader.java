package io.tenderbook.graphql.fetcher;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.customer.Customer;
import io.tenderbook.graphql.NamedBatchLoader;
import io.tenderbook.graphql.fetcher.CustomerPaymentMethodsLoader.Key;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.Extent;
import io.tenderbook.paymentmethod.PaymentMethod;
import io.tenderbook.paymentmethod.PaymentMethodFilter;
import io.tenderbook.paymentmethod.PaymentMethodLists;
import io.tenderbook.paymentmethod.PaymentMethodOrderField;
import io.tenderbook.platform.page.Keyset;
import io.tenderbook.platform.page.Page;
import io.tenderbook.platform.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of the payment methods of customers: one statement for all customers of whom the same is asked. */
@Singleton
final class CustomerPaymentMethodsLoader implements NamedBatchLoader<Key, Page<PaymentMethod>> {
    private static final Keyset<PaymentMethod> NEWEST_FIRST = PaymentMethodOrderField.CREATED_AT.order(true);

    private final PaymentMethodLists methods;

    CustomerPaymentMethodsLoader(PaymentMethodLists methods) {
        this.methods = methods;
    }

    record Key(UUID customerId, Question question) {
        /** Few keys differ in their questions alone, and a question takes long to hash. */
        @Override
        public int hashCode() {
            return customerId.hashCode();
        }
    }

    record Question(PaymentMethodFilter filter, PageRequest page, Extent extent) {}

    @Override
    public String name() {
        return "customerPaymentMethods";
    }

    @Override
    public Map<Key, Page<PaymentMethod>> load(Set<Key> keys, Caller caller) {
        Map<Key, Page<PaymentMethod>> pages = new HashMap<>();
        keys.stream()
                .collect(groupingBy(Key::question, mapping(Key::customerId, toSet())))
                .forEach((question, customerIds) -> methods.pagesOfCustomers(
                                caller.organisationId(),
                                customerIds,
                                question.filter(),
                                NEWEST_FIRST,
                                question.page(),
                                question.extent())
                        .forEach((customerId, page) -> pages.put(new Key(customerId, question), page)));
        return pages;
    }

    /** The page that the field asks for, now or as a future. */
    @Nullable
    Object load(Customer customer, DataFetchingEnvironment environment) {
        var question = PerField.read(environment, CustomerPaymentMethodsLoader::question);
        return loadFor(customer, one -> new Key(one.id(), question), environment);
    }

    private static Question question(DataFetchingEnvironment environment) {
        return new Question(
                PaymentMethodFilters.read(environment),
                PageArguments.read(environment, NEWEST_FIRST),
                Selection.extent(environment));
    }
}
