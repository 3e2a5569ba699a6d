package io.tenderbook.paymentmethod;

import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderMandate;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The table of mandates: what was last heard of each, also of those whose payment method is not known yet. */
@Singleton
final class Mandates implements InactiveMandates {
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

    /** Those of these payment methods of which the same is true. */
    Set<String> allInactive(UUID connectorId, Collection<String> paymentMethodIds) {
        if (paymentMethodIds.isEmpty()) {
            return Set.of();
        }
        Map<String, String> byDigest = new HashMap<>();
        paymentMethodIds.forEach(id -> byDigest.put(HexFormat.of().formatHex(Digests.of(id)), id));
        return jdbi.withHandle(handle -> handle.createQuery("SELECT LOWER(HEX(payment_method_id_digest)) FROM mandate"
                        + " WHERE connector_id = :connector AND payment_method_id_digest IN (<digests>)"
                        + " GROUP BY payment_method_id_digest HAVING MIN(inactive) = 1")
                .bind("connector", connectorId)
                .bindList("digests", Digests.padded(paymentMethodIds))
                .mapTo(String.class)
                .map(digest -> Objects.requireNonNull(byDigest.get(digest)))
                .set());
    }

    @Override
    public boolean allInactive(UUID connectorId, String paymentMethodId) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT COUNT(*) > 0 AND MIN(inactive) = 1 FROM mandate WHERE connector_id = ?"
                                + " AND payment_method_id_digest = UNHEX(SHA2(?, 256))",
                        connectorId,
                        paymentMethodId)
                .mapTo(Boolean.class)
                .one());
    }
}
