package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.Verdict.Final;
import io.tenderbook.paymentmethod.Verdict.MustRead;
import io.tenderbook.paymentmethod.Verdict.Overtaken;
import io.tenderbook.paymentmethod.Verdict.OwnerGone;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderPaymentMethod;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the provider's word on a payment method counts. Each method runs inside one transaction of its caller,
 * locks the object, looks at its clock and version, and writes all or nothing.
 */
@Singleton
final class PaymentMethodProjection {
    /** How long a payment method must have been shown without an owner before that is believed to be a detachment. */
    static final Duration OWNERLESS = Duration.ofSeconds(10);

    private final ObjectTable objects;
    private final PaymentMethodTable rows;
    private final PaymentMethodWriter writer;
    private final Clock clock;

    PaymentMethodProjection(ObjectTable objects, PaymentMethodTable rows, PaymentMethodWriter writer, Clock clock) {
        this.objects = objects;
        this.rows = rows;
        this.writer = writer;
        this.clock = clock;
    }

    /** Offers an event's snapshot. */
    Verdict offer(Connector connector, ProviderPaymentMethod seen, EventWord word) {
        String owner = word.terminal() ? word.formerCustomerId() : seen.customerId();
        boolean ownerDeleted = lockOwner(connector, owner);
        var object = objects.lock(connector.id(), Kind.PAYMENT_METHOD, seen.id());
        if (object.tombstone()) {
            return word.terminal() ? Final.APPLIED : Final.STALE;
        }
        if (!word.terminal()) {
            switch (EventOrder.of(object.observedAt(), word.created())) {
                case STALE -> {
                    return Final.STALE;
                }
                case UNDECIDED -> {
                    if (word.idempotencyKey() == null || !word.idempotencyKey().equals(object.echoKey())) {
                        return new MustRead();
                    }
                    objects.save(object.observed(word.created(), object.echoKey()));
                    return Final.APPLIED;
                }
                case NEWER -> {}
            }
        }
        var known = object.observed(word.created(), null);
        return writer.write(
                connector,
                word.terminal() ? known.ended() : known,
                seen,
                new PaymentMethodWriter.Word(
                        owner, ownerDeleted, false, Cause.event(word), PaymentMethodSource.WEBHOOK));
    }

    /**
     * Applies an event that says no more than that the object is gone for good.
     *
     * @param owner the provider's id of the owner it had; null if the event does not say
     */
    Verdict end(Connector connector, String paymentMethodId, @Nullable String owner, EventWord word) {
        lockOwner(connector, owner);
        var object = objects.lock(connector.id(), Kind.PAYMENT_METHOD, paymentMethodId);
        if (!object.tombstone()) {
            writer.end(connector, object.observed(word.created(), null).ended(), Cause.event(word));
        }
        return Final.APPLIED;
    }

    /**
     * Offers the provider's answer to a call of ours.
     *
     * @param versionBefore the object's version before the call was sent; 0 if the object was not known by this id
     * @param floor the second of the event that caused the call, if one did: the answer is not older
     * @param echoKey the key of the call, if it was to change the object
     * @param detached whether the call was to detach, so that no owner means just that
     */
    Verdict answer(
            Connector connector,
            ProviderAnswer<ProviderPaymentMethod> answer,
            long versionBefore,
            @Nullable Instant floor,
            @Nullable String echoKey,
            boolean detached,
            Cause cause,
            PaymentMethodSource source) {
        var seen = answer.value();
        boolean ownerDeleted = lockOwner(connector, seen.customerId());
        var object = objects.lock(connector.id(), Kind.PAYMENT_METHOD, seen.id());
        if (object.tombstone()) {
            return Final.APPLIED;
        }
        // A detachment is terminal: whatever was written meanwhile, it stands.
        if (!detached && object.version() != versionBefore) {
            return new Overtaken();
        }
        Instant asOf = floor == null || answer.knownAsOf().isAfter(floor) ? answer.knownAsOf() : floor;
        // An attachment may not be visible yet: its event is to count when it comes, however old it is by then.
        boolean perhapsTooEarly = seen.customerId() == null && !detached && !object.ownerShown();
        var known = object.observed(answer.replayed() || perhapsTooEarly ? null : asOf, echoKey);
        if (seen.customerId() == null && !detached && object.ownerShown()) {
            Instant since = object.ownerlessSince();
            Instant now = clock.instant();
            if (since == null) {
                objects.save(object.ownerlessSince(now));
                return new OwnerGone(OWNERLESS);
            }
            if (now.isBefore(since.plus(OWNERLESS))) {
                return new OwnerGone(Duration.between(now, since.plus(OWNERLESS)));
            }
            known = known.ended();
        }
        return writer.write(
                connector,
                detached ? known.ended() : known,
                seen,
                new PaymentMethodWriter.Word(seen.customerId(), ownerDeleted, false, cause, source));
    }

    /**
     * The provider answered that it knows no such payment method. That does not undo what an event said: its snapshot is
     * kept, unless something newer is known.
     *
     * @param seen the snapshot of the event that caused the read; null if none did
     */
    Verdict missing(
            Connector connector,
            String paymentMethodId,
            long versionBefore,
            @Nullable ProviderPaymentMethod seen,
            @Nullable EventWord word,
            Cause cause) {
        String owner = seen == null ? null : seen.customerId();
        boolean ownerDeleted = lockOwner(connector, owner);
        var object = objects.lock(connector.id(), Kind.PAYMENT_METHOD, paymentMethodId);
        if (object.tombstone()) {
            return Final.STALE;
        }
        if (object.version() != versionBefore) {
            return new Overtaken();
        }
        boolean newest =
                word != null && (object.observedAt() == null || !word.created().isBefore(object.observedAt()));
        if (seen != null && word != null && newest) {
            return writer.write(
                    connector,
                    object.observed(word.created(), null).notFound(),
                    seen,
                    new PaymentMethodWriter.Word(owner, ownerDeleted, true, cause, PaymentMethodSource.WEBHOOK));
        }
        if (!object.missing()) {
            objects.save(object.notFound());
        }
        return Final.applied(rows.lock(connector.id(), paymentMethodId)
                .filter(row -> !row.missing())
                .map(row -> writer.markMissing(row, cause))
                .orElse(null));
    }

    /** The customer's lock comes before the payment method's. Returns whether the customer was deleted at the provider. */
    private boolean lockOwner(Connector connector, @Nullable String owner) {
        return owner != null
                && objects.lock(connector.id(), Kind.CUSTOMER, owner).tombstone();
    }
}
