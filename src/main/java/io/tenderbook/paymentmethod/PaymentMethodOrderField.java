package io.tenderbook.paymentmethod;

import io.tenderbook.platform.page.KeyType;
import io.tenderbook.platform.page.Keyset;
import io.tenderbook.platform.page.Keyset.Nulls;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What payment methods can be ordered by, named as in the schema, which describes it. */
public enum PaymentMethodOrderField {
    CREATED_AT,
    UPDATED_AT,
    EXPIRES_AT;

    public Keyset<PaymentMethod> order(boolean descending) {
        var ascending = switch (this) {
            case CREATED_AT -> by("p.created_at", Nulls.NONE, PaymentMethod::createdAt);
            case UPDATED_AT -> by("p.updated_at", Nulls.NONE, PaymentMethod::updatedAt);
            case EXPIRES_AT -> by("p.expires_at", Nulls.LAST, PaymentMethod::expiresAt);
        };
        return descending ? ascending.inDescendingOrder() : ascending;
    }

    private Keyset<PaymentMethod> by(String column, Nulls nulls, Function<PaymentMethod, @Nullable Instant> key) {
        return new Keyset<>(name(), column, "p.id", KeyType.TIME, nulls, false, key, PaymentMethod::id);
    }
}
