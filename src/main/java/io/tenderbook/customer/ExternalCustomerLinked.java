package io.tenderbook.customer;

import java.util.UUID;

/** Published after a provider's customer was mapped to one of ours: events that waited for that can be applied now. */
public record ExternalCustomerLinked(UUID connectorId, String customerExternalId) {}
