package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.Snapshot.Standing;
import io.tenderbook.paymentmethod.Verdict.Final;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderPaymentMethod;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the provider's word on a payment method once it is decided that it counts: the record, its default, the change and
 * the object, in the transaction that holds the object's lock.
 */
@Singleton
final class PaymentMethodWriter {
    private final ObjectTable objects;
    private final PaymentMethodTable rows;
    private final InactiveMandates mandates;
    private final Owners owners;
    private final Defaults defaults;
    private final ChangeLog changes;
    private final Clock clock;

    PaymentMethodWriter(
            ObjectTable objects,
            PaymentMethodTable rows,
            InactiveMandates mandates,
            Owners owners,
            Defaults defaults,
            ChangeLog changes,
            Clock clock) {
        this.objects = objects;
        this.rows = rows;
        this.mandates = mandates;
        this.owners = owners;
        this.defaults = defaults;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * What is written beside the object's own description.
     *
     * @param owner the provider's id of the owner, or of the former one; null when none is known
     * @param ownerDeleted whether the provider deleted that customer
     * @param missing whether the provider does not know the payment method
     */
    record Word(
            @Nullable String owner, boolean ownerDeleted, boolean missing, Cause cause, PaymentMethodSource source) {}

    /** Unmapped, with nothing written, if its owner is a customer whose word has to wait; else applied. */
    Verdict write(Connector connector, ProviderObject object, ProviderPaymentMethod seen, Word word) {
        PaymentMethod before = rows.lock(connector.id(), seen.id()).orElse(null);
        UUID customerId = before == null ? null : before.customerId();
        if (word.owner() != null) {
            Optional<UUID> owner = before != null && before.syncedAt() == null && customerId != null
                    ? owners.ownerOf(connector, word.owner(), customerId)
                    : owners.ownerOf(connector, word.owner());
            if (owner.isEmpty()) {
                return new Final(new Settlement.Unmapped(word.owner()));
            }
            customerId = owner.get();
        }
        String ownerExternalId = word.owner() != null || before == null ? word.owner() : before.ownerExternalId();
        boolean customerDeleted =
                word.ownerDeleted() || (word.owner() == null && before != null && before.customerDeletedAt() != null);
        var after = Snapshot.record(
                connector,
                seen,
                before,
                new Standing(
                        customerId,
                        ownerExternalId,
                        object.tombstone(),
                        customerDeleted,
                        word.owner() == null && before != null ? before.unlinkedAt() : null,
                        before == null ? mandates.allInactive(connector.id(), seen.id()) : before.mandateInactive(),
                        word.missing(),
                        object.observedAt(),
                        word.source()),
                clock.instant());
        var was = before == null ? null : Changes.state(before);
        var is = Changes.state(after);
        // Nobody asks what an event changed, and there are many of them.
        Difference difference = word.cause().kind() == Cause.Kind.EVENT ? null : difference(before, was, after, is);
        if (difference == null && word.cause().compares() && isSettled(object, word)) {
            return Final.APPLIED;
        }
        store(before, was, after, is, word);
        if (object.tombstone() || word.missing()) {
            defaults.clear(after, word.cause());
        }
        objects.save(word.owner() == null ? object : object.withOwner());
        return Final.applied(difference);
    }

    /** Whether the object's row holds all that this word says of it but its second. */
    private static boolean isSettled(ProviderObject object, Word word) {
        return !object.tombstone() && object.ownerlessSince() == null && (word.owner() == null || object.ownerShown());
    }

    /** Null if the record says the same already. */
    private static @Nullable Difference difference(
            @Nullable PaymentMethod before,
            @Nullable Map<String, @Nullable Object> was,
            PaymentMethod after,
            Map<String, @Nullable Object> is) {
        if (before == null || was == null) {
            return Difference.created(Kind.PAYMENT_METHOD, after.stripeId());
        }
        List<String> fields = new ArrayList<>();
        is.forEach((field, value) -> {
            if (!Objects.equals(value, was.get(field))) {
                fields.add(field);
            }
        });
        boolean same = before.rawData() != null
                && Json.parse(before.rawData()).equals(Json.parse(String.valueOf(after.rawData())))
                && Objects.equals(before.ownerExternalId(), after.ownerExternalId());
        if (!same) {
            fields.add(Difference.FORM);
        }
        return fields.isEmpty() ? null : Difference.in(Kind.PAYMENT_METHOD, after.stripeId(), fields);
    }

    /** Writes that it was deleted at the provider, which shows nothing of it any more: it counts as detached. */
    void end(Connector connector, ProviderObject object, Cause cause) {
        rows.lock(connector.id(), object.externalId())
                .filter(row -> row.detachedAt() == null)
                .ifPresent(row -> {
                    var after = row.detached(clock.instant());
                    rows.update(after);
                    defaults.clear(after, cause);
                    changes.append(ChangeKind.DETACHED, after, Changes.state(row), Changes.state(after), cause, null);
                });
        objects.save(object);
    }

    /** The provider does not know it (any more): it keeps what was last heard, but can be nobody's default. */
    Difference markMissing(PaymentMethod row, Cause cause) {
        var after = row.with(true, row.customerDeletedAt(), clock.instant());
        rows.update(after);
        defaults.clear(after, cause);
        changes.append(ChangeKind.UPDATED, after, Changes.state(row), Changes.state(after), cause, null);
        return Difference.in(Kind.PAYMENT_METHOD, row.stripeId(), List.of("syncStatus"));
    }

    /** Switches it on or off, which is a caller's word alone. Writes nothing if it is so already. */
    void enable(UUID connectorId, String stripeId, boolean enabled, Cause cause) {
        rows.lock(connectorId, stripeId).filter(row -> row.enabled() != enabled).ifPresent(row -> {
            var after = row.withEnabled(enabled, clock.instant());
            rows.update(after);
            changes.append(ChangeKind.UPDATED, after, Changes.state(row), Changes.state(after), cause, null);
        });
    }

    private void store(
            @Nullable PaymentMethod before,
            @Nullable Map<String, @Nullable Object> was,
            PaymentMethod after,
            Map<String, @Nullable Object> is,
            Word word) {
        if (before == null) {
            rows.insert(after);
            changes.append(kind(null, after), after, null, is, word.cause(), null);
            return;
        }
        if (is.equals(was)) {
            rows.update(after.with(after.missing(), after.customerDeletedAt(), before.updatedAt()));
            return;
        }
        var kind = kind(before, after);
        rows.update(after);
        if (kind == ChangeKind.MOVED) {
            defaults.clear(before, word.cause());
        }
        changes.append(
                kind,
                after,
                was,
                is,
                word.cause(),
                kind == ChangeKind.MOVED ? "The provider says that it belongs to " + word.owner() + "." : null);
    }

    private static ChangeKind kind(@Nullable PaymentMethod before, PaymentMethod after) {
        if (after.detachedAt() != null) {
            return ChangeKind.DETACHED;
        }
        if (before == null) {
            return after.customerId() == null ? ChangeKind.CREATED : ChangeKind.ATTACHED;
        }
        if (after.customerDeletedAt() != null && before.customerDeletedAt() == null) {
            return ChangeKind.CUSTOMER_DELETED;
        }
        if (before.customerId() != null && !before.customerId().equals(after.customerId())) {
            return ChangeKind.MOVED;
        }
        return before.ownerExternalId() == null && after.ownerExternalId() != null
                ? ChangeKind.ATTACHED
                : ChangeKind.UPDATED;
    }
}
