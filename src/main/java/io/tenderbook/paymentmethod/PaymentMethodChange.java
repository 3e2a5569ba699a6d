package io.tenderbook.paymentmethod;

import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.page.KeyType;
import io.tenderbook.platform.page.Keyset;
import io.tenderbook.platform.page.Keyset.Nulls;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the history of payment methods.
 *
 * @param position grows, over all payment methods of the organisation, in the order in which changes became visible
 * @param customerId whose the payment method was then; null while it had no owner
 * @param stateBefore a JSON object by the field names of the schema; null for the first change
 * @param stateAfter the same
 * @param causeId by the kind of the cause: the provider's id of the event, or the mutation and its caller; null where the
 *     kind says all
 * @param reason why, where the kind and the cause do not say it; for people
 */
public record PaymentMethodChange(
        UUID id,
        UUID organisationId,
        long position,
        UUID paymentMethodId,
        @Nullable UUID customerId,
        ChangeKind kind,
        @Nullable String stateBefore,
        @Nullable String stateAfter,
        Cause.Kind cause,
        @Nullable String causeId,
        @Nullable String reason,
        Instant changedAt) {
    /**
     * Oldest first, the order of an event log: whoever has read to the end goes on with what happens next from the last
     * cursor. A cursor is a place among all changes of the organisation, whichever list it was taken from.
     */
    public static final Keyset<PaymentMethodChange> OLDEST_FIRST = new Keyset<>(
            "POSITION",
            "c.position",
            "c.id",
            KeyType.NUMBER,
            Nulls.NONE,
            false,
            PaymentMethodChange::position,
            PaymentMethodChange::id);

    /** Its place, as callers see it. */
    public String cursor() {
        return OLDEST_FIRST.cursor(this);
    }

    /** Whether it is about a payment method that is this customer's, or was until then. */
    public boolean concerns(UUID customer) {
        return customer.equals(customerId) || (kind == ChangeKind.MOVED && customer.equals(formerCustomerId()));
    }

    private @Nullable UUID formerCustomerId() {
        return stateBefore == null
                ? null
                : Ids.parse(Json.parse(stateBefore).path("customerId").asText(""))
                        .orElse(null);
    }
}
