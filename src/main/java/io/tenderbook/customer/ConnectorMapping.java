package io.tenderbook.customer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a customer of ours is a certain customer at a connector.
 *
 * @param externalId the provider's id of the customer
 * @param endedAt null while the mapping is active
 * @param endedBecause null while the mapping is active
 */
public record ConnectorMapping(
        UUID id,
        UUID organisationId,
        UUID connectorId,
        UUID customerId,
        String externalId,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable EndReason endedBecause) {
    public boolean active() {
        return endedAt == null;
    }

    /** Why a mapping ended. */
    public enum EndReason {
        /** The provider deleted the customer; what it still says about the customer's payment methods is applied. */
        DELETED_AT_PROVIDER,
        /** A caller ended it; what the provider still says is kept unapplied. */
        UNLINKED,
        /** A caller deleted our customer; what the provider still says is kept unapplied. */
        CUSTOMER_DELETED
    }
}
