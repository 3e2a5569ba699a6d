package io.tenderbook.paymentmethod.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.customer.UserError;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of an answer is kept to give it again: the ids of the records that it shows, and its words. Null is what it does
 * not have.
 *
 * @param setAsDefault what came of the default
 * @param rawData what the provider answered, or what else the answer says
 */
public record KeptAnswer(
        @Nullable UUID customer,
        @Nullable UUID paymentMethod,
        @Nullable UUID mapping,
        @Nullable String externalId,
        @Nullable Boolean setAsDefault,
        @Nullable JsonNode rawData,
        @Nullable UserError error) {
    public static KeptAnswer of(UserError error) {
        return new KeptAnswer(null, null, null, null, null, null, error);
    }

    public static KeptAnswer of(@Nullable UUID customer, @Nullable UUID paymentMethod, @Nullable UserError error) {
        return new KeptAnswer(customer, paymentMethod, null, null, null, null, error);
    }
}
