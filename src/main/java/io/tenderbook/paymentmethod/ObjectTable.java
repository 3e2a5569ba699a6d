package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import java.util.UUID;

/** Objects at providers, as those who decide about them see them. */
interface ObjectTable {
    /**
     * Locks an object until the transaction ends, known or not. Whoever locks a customer and a payment method locks the
     * customer first.
     */
    ProviderObject lock(UUID connectorId, Kind kind, String externalId);

    /** Writes a locked object, one version on. */
    void save(ProviderObject object);
}
