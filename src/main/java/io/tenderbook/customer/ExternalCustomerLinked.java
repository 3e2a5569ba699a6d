package io.tenderbook.customer;

import java.util.UUID;

/**
 * Published when a provider's customer was mapped to one of ours, perhaps inside the transaction that does so: events that
 * waited for that can be applied once it is committed.
 */
public record ExternalCustomerLinked(UUID connectorId, String customerExternalId) {}
