package io.tenderbook.graphql.live;

import io.micronaut.core.propagation.PropagatedContext;
import io.tenderbook.paymentmethod.ChangeListener;
import io.tenderbook.paymentmethod.PaymentMethodChange;
import io.tenderbook.paymentmethod.PaymentMethodHistory;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The changes of payment methods as they happen, on whichever instance. While anybody listens, one statement every half
 * second tells whose history has grown, and at most one more for each of those reads by how much, for all listeners
 * together; changes of this instance are looked for at once.
 */
@Singleton
public final class ChangeFeed implements ChangeListener {
    private final PaymentMethodHistory history;
    private final Seats seats;
    private final Pulse pulse;
    private final Map<UUID, Audience> audiences = new ConcurrentHashMap<>();

    ChangeFeed(PaymentMethodHistory history, Seats seats, LiveSettings settings) {
        this.history = history;
        this.seats = seats;
        pulse = new Pulse("live-changes", settings.poll(), this::read);
    }

    /**
     * All changes behind a place, in order, each once: first those that have happened, then those that happen, without end.
     * It takes room only while it is subscribed to, and fails with {@link TooManyException} where there is none.
     * Changes are emitted on a virtual thread of its own, where subscribers may block.
     *
     * @param customerId only of payment methods of this customer; null for all
     * @param after the position behind which to begin, by {@link PaymentMethodHistory#end} or its {@code position}
     */
    public Publisher<PaymentMethodChange> changes(UUID organisationId, @Nullable UUID customerId, long after) {
        var context = PropagatedContext.getOrEmpty();
        return subscriber -> {
            try {
                seats.take(organisationId);
            } catch (TooManyException full) {
                ChangeStream.refuse(subscriber, full);
                return;
            }
            var stream = new ChangeStream(history, organisationId, customerId, after, subscriber, this::leave, context);
            join(stream);
            stream.start();
        };
    }

    private void join(ChangeStream stream) {
        audiences.compute(stream.organisationId(), (id, audience) -> {
            var present = audience == null ? new Audience() : audience;
            present.add(stream);
            return present;
        });
        pulse.join();
        pulse.wake();
    }

    private void leave(ChangeStream stream) {
        audiences.computeIfPresent(stream.organisationId(), (id, audience) -> audience.without(stream));
        pulse.leave();
        seats.giveBack(stream.organisationId());
    }

    private void read() {
        Set<UUID> present = Set.copyOf(audiences.keySet());
        Map<UUID, Long> ends = history.ends(present);
        for (UUID organisationId : present) {
            var audience = audiences.get(organisationId);
            long end = ends.getOrDefault(organisationId, 0L);
            if (audience != null) {
                audience.reach(end, from -> history.between(organisationId, from, end, null, Tail.MOST));
            }
        }
    }

    @Override
    public void changed(UUID organisationId) {
        if (audiences.containsKey(organisationId)) {
            pulse.wake();
        }
    }

    /** Whether it serves nobody and asks for nothing. */
    boolean isIdle() {
        return audiences.isEmpty() && !pulse.isAlive() && seats.total() == 0;
    }
}
