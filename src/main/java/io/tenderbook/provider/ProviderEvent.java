package io.tenderbook.provider;

import org.jspecify.annotations.Nullable;

/**
 * An event that a provider keeps.
 *
 * @param id the provider's id, unique in its account
 * @param objectId the provider's id of the object that it shows; null if that has none
 * @param rejection why it does not belong to the connector; null if it does
 */
public record ProviderEvent(
        String id,
        String type,
        @Nullable String objectId,
        @Nullable String rejection) {}
