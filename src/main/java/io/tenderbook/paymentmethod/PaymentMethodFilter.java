package io.tenderbook.paymentmethod;

import io.tenderbook.platform.Ascii;
import io.tenderbook.platform.page.Where;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which payment methods; null is no condition.
 *
 * @param status DETACHED includes detached ones by itself
 * @param brand compared without case
 * @param stripeId the provider's id
 * @param isDefault whether they are their customer's default
 * @param expiresBefore cards whose last month lies before this one
 */
public record PaymentMethodFilter(
        @Nullable PaymentMethodType type,
        @Nullable PaymentMethodStatus status,
        @Nullable String brand,
        @Nullable UUID connectorId,
        @Nullable String stripeId,
        @Nullable String fingerprint,
        @Nullable Boolean isDefault,
        @Nullable YearMonth expiresBefore,
        boolean includeDetached) {
    /** {@link PaymentMethod#status}, in SQL. */
    private static final String STATUS = "CASE WHEN p.detached_at IS NOT NULL THEN 'DETACHED'"
            + " WHEN p.customer_deleted_at IS NOT NULL THEN 'CUSTOMER_DELETED'"
            + " WHEN NOT p.enabled OR p.unlinked_at IS NOT NULL THEN 'INACTIVE'"
            + " WHEN p.mandate_inactive THEN 'MANDATE_INACTIVE'"
            + " WHEN p.expires_at <= :now THEN 'EXPIRED'"
            + " WHEN p.expires_at <= :soon THEN 'EXPIRING'"
            + " ELSE 'ACTIVE' END";

    /** The keys by provider's id and fingerprint begin with the connector. */
    private static final String OF_OUR_CONNECTORS =
            "p.connector_id IN (SELECT k.id FROM connector k WHERE k.organisation_id = :organisation)";

    Where where(UUID organisationId, Instant now, Instant soon) {
        var where = new Where().and("p.organisation_id = :organisation", "organisation", organisationId);
        if (type != null) {
            where.and("p.type = :type", "type", type);
        }
        if (status != null) {
            where.and(STATUS + " = :status", "status", status).bind("now", now).bind("soon", soon);
        }
        if (!includeDetached && status != PaymentMethodStatus.DETACHED) {
            where.and("p.detached_at IS NULL");
        }
        if (brand != null) {
            where.and("p.brand = :brand", "brand", brand.toLowerCase(Locale.ROOT));
        }
        if (connectorId != null) {
            where.and("p.connector_id = :connector", "connector", connectorId);
        }
        if (stripeId != null) {
            where.and(OF_OUR_CONNECTORS).and("p.stripe_id_digest = UNHEX(SHA2(:stripeId, 256))", "stripeId", stripeId);
        }
        if (fingerprint != null) {
            where.and(OF_OUR_CONNECTORS);
            if (Ascii.is(fingerprint)) {
                where.and("p.fingerprint = :fingerprint", "fingerprint", fingerprint);
            } else {
                where.and("FALSE");
            }
        }
        if (isDefault != null) {
            where.and("d.payment_method_id IS " + (isDefault ? "NOT NULL" : "NULL"));
        }
        if (expiresBefore != null) {
            where.and(
                    "p.expires_at <= :expiresBefore",
                    "expiresBefore",
                    expiresBefore.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        return where;
    }
}
