package io.tenderbook.paymentmethod;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Looks payment methods up by what identifies them. */
@Singleton
public final class PaymentMethodQueries {
    private final Jdbi jdbi;

    PaymentMethodQueries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Only ids of that organisation are found. */
    public Map<UUID, PaymentMethod> byId(UUID organisationId, Collection<UUID> ids) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        PaymentMethodRows.SELECT + " WHERE p.organisation_id = :organisation AND p.id IN (<ids>)")
                .bind("organisation", organisationId)
                .bindList("ids", List.copyOf(ids))
                .map(PaymentMethodRows.ROW)
                .collect(Collectors.toMap(PaymentMethod::id, Function.identity())));
    }

    Optional<PaymentMethod> byStripeId(UUID connectorId, String stripeId) {
        return jdbi.withHandle(handle -> handle.select(
                        PaymentMethodRows.SELECT
                                + " WHERE p.connector_id = ? AND p.stripe_id_digest = UNHEX(SHA2(?, 256))",
                        connectorId,
                        stripeId)
                .map(PaymentMethodRows.ROW)
                .findFirst());
    }

    /** The record as it stands now. */
    PaymentMethod reload(PaymentMethod method) {
        return byStripeId(method.connectorId(), method.stripeId()).orElseThrow();
    }
}
