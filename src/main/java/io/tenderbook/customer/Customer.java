package io.tenderbook.customer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who pays.
 *
 * @param metadata a JSON object
 * @param imported made by an event of a provider, and changed by no caller since; a caller who links the same external
 *     customer takes its place
 * @param deletedAt null while the customer is not deleted
 */
public record Customer(
        UUID id,
        UUID organisationId,
        @Nullable String name,
        @Nullable String email,
        String metadata,
        boolean imported,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {}
