package io.tenderbook.paymentmethod;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Our record of a payment method. It never holds a full number or a card code.
 *
 * @param customerId our customer; null while the provider has shown no owner
 * @param ownerExternalId the provider's id of the owner, or of the former one once detached; null while none was shown
 * @param enabled false when a caller switched it off
 * @param unlinkedAt when a caller unlinked its customer from the connector; null while it is not
 * @param mandateInactive whether it cannot be debited any more: all its mandates are inactive
 * @param missing whether the provider does not know it
 * @param expiresAt the first moment after the card's last month, UTC; null where it never expires
 * @param wallet a JSON object; null when there is none
 * @param details a JSON object by the field names of the schema; null while nothing is known
 * @param billingDetails a JSON object by the field names of the schema; null while nothing is known
 * @param metadata a JSON object
 * @param allowRedisplay the provider's word for whether the customer may be offered it again; null while nothing is known
 * @param rawData the provider's object; null while it has not spoken
 * @param observedAt the second of the provider's clock that the record is surely not older than
 * @param syncedAt when the provider's word was last applied; null while it has not spoken
 * @param isDefault whether it is its customer's default at its connector
 * @param pending whether something that was asked of the provider about it is still open; false where it is locked to be
 *     written
 */
public record PaymentMethod(
        UUID id,
        UUID organisationId,
        UUID connectorId,
        @Nullable UUID customerId,
        String stripeId,
        @Nullable String ownerExternalId,
        PaymentMethodType type,
        String providerType,
        boolean enabled,
        @Nullable Instant detachedAt,
        @Nullable Instant customerDeletedAt,
        @Nullable Instant unlinkedAt,
        boolean mandateInactive,
        boolean missing,
        @Nullable String brand,
        @Nullable String last4,
        @Nullable Integer expMonth,
        @Nullable Integer expYear,
        @Nullable Instant expiresAt,
        @Nullable String country,
        @Nullable String fingerprint,
        @Nullable String funding,
        @Nullable String wallet,
        @Nullable String details,
        @Nullable String billingDetails,
        String metadata,
        @Nullable String allowRedisplay,
        boolean livemode,
        PaymentMethodSource source,
        @Nullable String rawData,
        @Nullable Instant observedAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant syncedAt,
        boolean isDefault,
        boolean pending) {
    public boolean isActive() {
        return enabled && detachedAt == null && customerDeletedAt == null && unlinkedAt == null;
    }

    /** @param soon cards that end until then are expiring; see {@link Lifecycle} */
    PaymentMethodStatus status(Instant now, Instant soon) {
        if (detachedAt != null) {
            return PaymentMethodStatus.DETACHED;
        }
        if (customerDeletedAt != null) {
            return PaymentMethodStatus.CUSTOMER_DELETED;
        }
        if (!enabled || unlinkedAt != null) {
            return PaymentMethodStatus.INACTIVE;
        }
        if (mandateInactive) {
            return PaymentMethodStatus.MANDATE_INACTIVE;
        }
        if (expiresAt == null || expiresAt.isAfter(soon)) {
            return PaymentMethodStatus.ACTIVE;
        }
        return expiresAt.isAfter(now) ? PaymentMethodStatus.EXPIRING : PaymentMethodStatus.EXPIRED;
    }

    public SyncStatus syncStatus() {
        if (pending) {
            return SyncStatus.PENDING;
        }
        if (missing) {
            return SyncStatus.MISSING;
        }
        return syncedAt == null ? SyncStatus.UNVERIFIED : SyncStatus.IN_SYNC;
    }

    /** The same record in another standing. */
    PaymentMethod with(boolean nowMissing, @Nullable Instant nowCustomerDeletedAt, Instant nowUpdatedAt) {
        return with(
                enabled,
                detachedAt,
                nowCustomerDeletedAt,
                unlinkedAt,
                mandateInactive,
                nowMissing,
                nowUpdatedAt,
                isDefault);
    }

    /** How it would look once detached. */
    PaymentMethod detached(Instant now) {
        return with(enabled, now, customerDeletedAt, unlinkedAt, mandateInactive, missing, now, false);
    }

    /** The same record with its mandates in another standing. */
    PaymentMethod withMandate(boolean nowInactive, Instant now) {
        return with(enabled, detachedAt, customerDeletedAt, unlinkedAt, nowInactive, missing, now, isDefault);
    }

    /** The same record, switched on or off by a caller. */
    PaymentMethod withEnabled(boolean nowEnabled, Instant now) {
        return with(nowEnabled, detachedAt, customerDeletedAt, unlinkedAt, mandateInactive, missing, now, isDefault);
    }

    /** The same record after its customer was unlinked. */
    PaymentMethod unlinked(Instant now) {
        return with(enabled, detachedAt, customerDeletedAt, now, mandateInactive, missing, now, false);
    }

    private PaymentMethod with(
            boolean nowEnabled,
            @Nullable Instant nowDetachedAt,
            @Nullable Instant nowCustomerDeletedAt,
            @Nullable Instant nowUnlinkedAt,
            boolean nowMandateInactive,
            boolean nowMissing,
            Instant nowUpdatedAt,
            boolean nowDefault) {
        return new PaymentMethod(
                id,
                organisationId,
                connectorId,
                customerId,
                stripeId,
                ownerExternalId,
                type,
                providerType,
                nowEnabled,
                nowDetachedAt,
                nowCustomerDeletedAt,
                nowUnlinkedAt,
                nowMandateInactive,
                nowMissing,
                brand,
                last4,
                expMonth,
                expYear,
                expiresAt,
                country,
                fingerprint,
                funding,
                wallet,
                details,
                billingDetails,
                metadata,
                allowRedisplay,
                livemode,
                source,
                rawData,
                observedAt,
                createdAt,
                nowUpdatedAt,
                syncedAt,
                nowDefault,
                pending);
    }
}
