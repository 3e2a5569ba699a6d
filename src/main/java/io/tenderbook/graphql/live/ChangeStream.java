package io.tenderbook.graphql.live;

import io.micronaut.core.propagation.PropagatedContext;
import io.tenderbook.paymentmethod.PaymentMethodChange;
import io.tenderbook.paymentmethod.PaymentMethodHistory;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One listener's way through the history: forward from its place, no faster than it asks for. What it has not asked for
 * stays in the database, so that a slow listener costs no memory.
 */
final class ChangeStream implements Subscription {
    private static final int PAGE = 100;

    private final PaymentMethodHistory history;
    private final UUID organisationId;
    private final @Nullable UUID customerId;
    private final Subscriber<? super PaymentMethodChange> subscriber;
    private final Consumer<ChangeStream> leave;
    private final Thread thread;
    private final AtomicLong asked = new AtomicLong();
    private volatile @Nullable Tail tail;
    private volatile boolean cancelled;

    /** Used by the thread alone, like {@link #page}: everything up to here was read. */
    private long position;

    private final Queue<PaymentMethodChange> page = new ArrayDeque<>();

    ChangeStream(
            PaymentMethodHistory history,
            UUID organisationId,
            @Nullable UUID customerId,
            long after,
            Subscriber<? super PaymentMethodChange> subscriber,
            Consumer<ChangeStream> leave,
            PropagatedContext context) {
        this.history = history;
        this.organisationId = organisationId;
        this.customerId = customerId;
        this.position = after;
        this.subscriber = subscriber;
        this.leave = leave;
        thread = Thread.ofVirtual().name("live-stream").unstarted(context.wrap(this::run));
    }

    static void refuse(Subscriber<?> subscriber, RuntimeException reason) {
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long count) {
                // there is nothing to come
            }

            @Override
            public void cancel() {
                // nor to stop
            }
        });
        subscriber.onError(reason);
    }

    UUID organisationId() {
        return organisationId;
    }

    void start() {
        subscriber.onSubscribe(this);
        thread.start();
    }

    @Override
    public void request(long count) {
        asked.accumulateAndGet(count, ChangeStream::sum);
        LockSupport.unpark(thread);
    }

    @Override
    public void cancel() {
        cancelled = true;
        LockSupport.unpark(thread);
    }

    /** The history has grown that far. */
    void reached(Tail newest) {
        tail = newest;
        LockSupport.unpark(thread);
    }

    private void run() {
        @Nullable RuntimeException failure = null;
        try {
            for (var change = next(); change != null; change = next()) {
                asked.decrementAndGet();
                subscriber.onNext(change);
            }
        } catch (RuntimeException broken) {
            failure = broken;
        } finally {
            leave.accept(this);
        }
        if (failure != null) {
            subscriber.onError(failure);
        }
    }

    /** Waits for the next change and for the listener to want it. Null once it is cancelled: a history has no end. */
    private @Nullable PaymentMethodChange next() {
        while (!cancelled) {
            if (asked.get() > 0 && (!page.isEmpty() || readOn())) {
                return page.poll();
            }
            LockSupport.park(this);
        }
        return null;
    }

    /** Reads on from its place; false where it has seen everything up to now. */
    private boolean readOn() {
        for (var newest = tail; newest != null && position < newest.to(); newest = tail) {
            if (newest.reachesBackTo(position)) {
                page.addAll(newest.behind(position, change -> customerId == null || change.concerns(customerId)));
                position = newest.to();
            } else {
                var found = history.between(organisationId, position, newest.to(), customerId, PAGE);
                page.addAll(found);
                position = found.size() < PAGE ? newest.to() : found.getLast().position();
            }
            if (!page.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static long sum(long left, long right) {
        long sum = left + right;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
