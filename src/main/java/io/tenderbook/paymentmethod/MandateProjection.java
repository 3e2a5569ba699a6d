package io.tenderbook.paymentmethod;

import io.tenderbook.paymentmethod.ProviderObject.Kind;
import io.tenderbook.paymentmethod.Verdict.Final;
import io.tenderbook.paymentmethod.Verdict.MustRead;
import io.tenderbook.paymentmethod.Verdict.Overtaken;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderMandate;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the provider's word on a mandate counts, and writes what it means for its payment method. Each method
 * runs inside one transaction of its caller, which locks the mandate before the payment method.
 */
@Singleton
final class MandateProjection {
    private final ProviderObjects objects;
    private final Mandates mandates;
    private final PaymentMethodRows methods;
    private final Changes changes;
    private final Clock clock;

    MandateProjection(
            ProviderObjects objects, Mandates mandates, PaymentMethodRows methods, Changes changes, Clock clock) {
        this.objects = objects;
        this.mandates = mandates;
        this.methods = methods;
        this.changes = changes;
        this.clock = clock;
    }

    /** Offers an event's snapshot. */
    Verdict offer(Connector connector, ProviderMandate seen, EventWord word) {
        var object = objects.lock(connector.id(), Kind.MANDATE, seen.id());
        return switch (EventOrder.of(object.observedAt(), word.created())) {
            case STALE -> Final.STALE;
            case UNDECIDED -> new MustRead();
            case NEWER -> write(connector, seen, object.observed(word.created(), null), Cause.event(word));
        };
    }

    /** Offers the answer to a read that an event caused. */
    Verdict answer(Connector connector, ProviderAnswer<ProviderMandate> answer, long versionBefore, EventWord word) {
        var object = objects.lock(connector.id(), Kind.MANDATE, answer.value().id());
        if (object.version() != versionBefore) {
            return new Overtaken();
        }
        Instant asOf = answer.knownAsOf().isAfter(word.created()) ? answer.knownAsOf() : word.created();
        return write(connector, answer.value(), object.observed(asOf, null), Cause.event(word));
    }

    /** The provider knows no such mandate (any more): what the event said of it stands, unless newer is known. */
    Verdict missing(Connector connector, ProviderMandate seen, long versionBefore, EventWord word) {
        var object = objects.lock(connector.id(), Kind.MANDATE, seen.id());
        if (object.version() != versionBefore) {
            return new Overtaken();
        }
        @Nullable Instant known = object.observedAt();
        if (known != null && word.created().isBefore(known)) {
            objects.save(object.notFound());
            return Final.STALE;
        }
        return write(connector, seen, object.observed(word.created(), null).notFound(), Cause.event(word));
    }

    private Verdict write(Connector connector, ProviderMandate seen, ProviderObject known, Cause cause) {
        objects.save(known);
        // Before the mandate is written: whoever records the payment method meanwhile sees it, or is seen.
        objects.lock(connector.id(), Kind.PAYMENT_METHOD, seen.paymentMethodId());
        mandates.save(connector, seen);
        boolean inactive = mandates.allInactive(connector.id(), seen.paymentMethodId());
        methods.lock(connector.id(), seen.paymentMethodId())
                .filter(method -> method.mandateInactive() != inactive)
                .ifPresent(method -> {
                    var after = method.withMandate(inactive, clock.instant());
                    methods.update(after);
                    changes.append(ChangeKind.UPDATED, after, Changes.state(method), Changes.state(after), cause, null);
                });
        return Final.APPLIED;
    }
}
