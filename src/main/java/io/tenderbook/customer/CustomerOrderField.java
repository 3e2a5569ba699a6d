package io.tenderbook.customer;

import io.tenderbook.platform.page.KeyType;
import io.tenderbook.platform.page.Keyset;
import io.tenderbook.platform.page.Keyset.Nulls;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What customers can be ordered by, named as in the schema, which describes it. */
public enum CustomerOrderField {
    CREATED_AT,
    UPDATED_AT,
    NAME,
    EMAIL;

    public Keyset<Customer> order(boolean descending) {
        var ascending = switch (this) {
            case CREATED_AT -> by("c.created_at", KeyType.TIME, Nulls.NONE, Customer::createdAt);
            case UPDATED_AT -> by("c.updated_at", KeyType.TIME, Nulls.NONE, Customer::updatedAt);
            case NAME -> by("c.name", KeyType.TEXT, Nulls.FIRST, Customer::name);
            case EMAIL -> by("c.email", KeyType.TEXT, Nulls.FIRST, Customer::email);
        };
        return descending ? ascending.inDescendingOrder() : ascending;
    }

    private Keyset<Customer> by(
            String column, KeyType type, Nulls nulls, Function<Customer, ? extends @Nullable Object> key) {
        return new Keyset<>(name(), column, "c.id", type, nulls, false, key, Customer::id);
    }
}
