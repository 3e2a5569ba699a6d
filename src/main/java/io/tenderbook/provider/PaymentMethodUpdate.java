package io.tenderbook.provider;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed of a payment method at its provider.
 *
 * @param words the new value of each field that is to change, by its path in our schema: {@code expMonth},
 *     {@code expYear}, {@code allowRedisplay} (the provider's word), {@code billingDetails.name},
 *     {@code billingDetails.address.postalCode} and so on, {@code metadata.KEY}; null empties it
 */
public record PaymentMethodUpdate(Map<String, @Nullable String> words) {}
