package io.tenderbook.customer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which customers; null is no condition.
 *
 * @param query how the name or the email address begins, without regard to case
 * @param connectorId where they are mapped now
 * @param hasDefault whether they have a default payment method at any connector
 */
public record CustomerFilter(
        @Nullable String query,
        @Nullable UUID connectorId,
        @Nullable Boolean hasDefault,
        boolean includeDeleted) {}
