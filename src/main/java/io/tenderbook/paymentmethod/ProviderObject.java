package io.tenderbook.paymentmethod;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What we know about one object at a provider as an object that changes over time: it exists before our first record of it
 * and after the last. Public because the database mapper makes it.
 *
 * @param observedAt the second of the provider's clock that we surely know it as of; null before the first word
 * @param version grows with every write; 0 before the first
 * @param tombstone detached or deleted, which nothing undoes
 * @param missing a read was answered that there is no such object
 * @param ownerShown whether the provider has ever shown an owner
 * @param ownerlessSince when, by our clock, a read first showed no owner any more; null when it did not
 * @param echoKey the idempotency key of our own call, if its answer was the last word applied; else null
 */
public record ProviderObject(
        UUID connectorId,
        Kind kind,
        String externalId,
        @Nullable Instant observedAt,
        long version,
        boolean tombstone,
        boolean missing,
        boolean ownerShown,
        @Nullable Instant ownerlessSince,
        @Nullable String echoKey) {
    public enum Kind {
        PAYMENT_METHOD,
        CUSTOMER,
        MANDATE
    }

    /** Of which nothing was heard so far. */
    static ProviderObject unknown(UUID connectorId, Kind kind, String externalId) {
        return new ProviderObject(connectorId, kind, externalId, null, 0, false, false, false, null, null);
    }

    /** The same after one more write. */
    ProviderObject written() {
        return new ProviderObject(
                connectorId,
                kind,
                externalId,
                observedAt,
                version + 1,
                tombstone,
                missing,
                ownerShown,
                ownerlessSince,
                echoKey);
    }

    /** Known as of a second: never going back. */
    ProviderObject observed(@Nullable Instant asOf, @Nullable String key) {
        Instant later = observedAt == null || (asOf != null && asOf.isAfter(observedAt)) ? asOf : observedAt;
        return new ProviderObject(
                connectorId, kind, externalId, later, version, tombstone, false, ownerShown, ownerlessSince, key);
    }

    ProviderObject ended() {
        return new ProviderObject(
                connectorId, kind, externalId, observedAt, version, true, missing, ownerShown, null, echoKey);
    }

    ProviderObject notFound() {
        return new ProviderObject(
                connectorId, kind, externalId, observedAt, version, tombstone, true, ownerShown, ownerlessSince, null);
    }

    ProviderObject withOwner() {
        return new ProviderObject(
                connectorId, kind, externalId, observedAt, version, tombstone, missing, true, null, echoKey);
    }

    ProviderObject ownerlessSince(Instant since) {
        return new ProviderObject(
                connectorId, kind, externalId, observedAt, version, tombstone, missing, ownerShown, since, null);
    }
}
