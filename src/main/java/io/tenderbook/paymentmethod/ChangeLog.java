package io.tenderbook.paymentmethod;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The history of payment methods, as those who make it see it. */
interface ChangeLog {
    /**
     * Appends one change, with the transaction that is open.
     *
     * @param before null for the first change of a payment method
     * @param reason why, where the kind and the cause do not say it; for people
     */
    void append(
            ChangeKind kind,
            PaymentMethod method,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            Cause cause,
            @Nullable String reason);
}
