package io.tenderbook.paymentmethod;

import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderMandate;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The table of mandates: what was last heard of each, also of those whose payment method is not known yet. */
@Singleton
final class Mandates {
    private final Jdbi jdbi;

    Mandates(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void save(Connector connector, ProviderMandate mandate) {
        jdbi.useHandle(
                handle -> handle.createUpdate("INSERT INTO mandate (connector_id, external_id_digest, external_id,"
                                + " payment_method_id_digest, inactive) VALUES (:connector, UNHEX(SHA2(:id, 256)), :id,"
                                + " UNHEX(SHA2(:method, 256)), :inactive) ON DUPLICATE KEY UPDATE inactive = VALUES(inactive),"
                                + " payment_method_id_digest = VALUES(payment_method_id_digest)")
                        .bind("connector", connector.id())
                        .bind("id", mandate.id())
                        .bind("method", mandate.paymentMethodId())
                        .bind("inactive", mandate.inactive())
                        .execute());
    }

    /**
     * Whether a payment method cannot be debited any more: every mandate that was heard of is inactive, and one was. Asked
     * while the payment method's object is locked.
     */
    boolean allInactive(UUID connectorId, String paymentMethodId) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT COUNT(*) > 0 AND MIN(inactive) = 1 FROM mandate WHERE connector_id = ?"
                                + " AND payment_method_id_digest = UNHEX(SHA2(?, 256))",
                        connectorId,
                        paymentMethodId)
                .mapTo(Boolean.class)
                .one());
    }
}
