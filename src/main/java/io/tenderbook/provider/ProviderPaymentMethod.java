package io.tenderbook.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payment method as a provider describes it, in our words.
 *
 * @param type the provider's word for the type, such as sepa_debit
 * @param customerId the provider's id of its owner; null when it is attached to nobody
 * @param card what cards have in common; null for every other type
 * @param last4 the last characters of the number; null where the type has none
 * @param fingerprint equal for equal numbers in one account; null where the type has none
 * @param country two letters; null where the type has none
 * @param details what this type has, by the field names of our schema; never null, possibly empty
 * @param billingDetails name and address that the payer gave, by the field names of our schema; null when absent
 * @param allowRedisplay the provider's word for whether the customer may be offered it again; null where it says nothing
 * @param raw the provider's object as it came, its references not expanded
 */
public record ProviderPaymentMethod(
        String id,
        String type,
        @Nullable String customerId,
        @Nullable Card card,
        @Nullable String last4,
        @Nullable String fingerprint,
        @Nullable String country,
        Map<String, @Nullable Object> details,
        @Nullable Map<String, @Nullable Object> billingDetails,
        JsonNode metadata,
        @Nullable String allowRedisplay,
        boolean livemode,
        JsonNode raw) {
    /**
     * What cards have in common.
     *
     * @param expMonth 1 to 12
     * @param expYear four digits
     * @param wallet the wallet that holds the card, in the provider's shape; null when none does
     */
    public record Card(
            @Nullable String brand,
            @Nullable Integer expMonth,
            @Nullable Integer expYear,
            @Nullable String funding,
            @Nullable JsonNode wallet) {}
}
