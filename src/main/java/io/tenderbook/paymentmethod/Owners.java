package io.tenderbook.paymentmethod;

import io.tenderbook.provider.Connector;
import java.util.Optional;
import java.util.UUID;

/** Whose a provider's customer is here. Asked in a transaction that holds the lock of the provider's customer. */
interface Owners {
    /** Our customer for whom records of this external customer are kept; empty if such events are to wait. */
    Optional<UUID> ownerOf(Connector connector, String externalId);

    /**
     * The same when a caller has claimed the payment method for a customer before the provider spoke: an external customer
     * that is unmapped or merely imported becomes that customer, if it is mapped nowhere at the connector.
     */
    Optional<UUID> ownerOf(Connector connector, String externalId, UUID claimantId);
}
