package io.tenderbook.provider;

import io.tenderbook.provider.ProviderException.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Stands before every call to one connector's provider: reads wait for their turn, and no call goes to a provider that
 * does not answer. Everything here is known to this instance alone.
 */
final class ConnectorGuard {
    /** Fewer than events are applied at once: a provider that is slow leaves room for the events of others. */
    private static final int BACKGROUND_READS = 4;

    private static final Duration BACKGROUND_PATIENCE = Duration.ofMillis(200);
    private static final Duration BUSY = Duration.ofMillis(500);

    /** As it was when it was last used: its name may change. */
    private volatile Connector connector;

    private final CallMeters meters;
    private final CallSpans spans;
    private final Circuit circuit;
    private final ReadLimit limit;
    private final Semaphore background = new Semaphore(BACKGROUND_READS);

    ConnectorGuard(Connector connector, GuardSettings settings, CallMeters meters, CallSpans spans) {
        this.connector = connector;
        this.meters = meters;
        this.spans = spans;
        circuit = new Circuit(connector, settings.breakerPause());
        limit = new ReadLimit(settings.readsPerSecond());
    }

    /** The same guard, for the connector as it is now. */
    ConnectorGuard of(Connector now) {
        connector = now;
        return this;
    }

    CircuitState state() {
        return circuit.state();
    }

    <T> T change(Operation operation, ProviderCall call, Supplier<T> request) {
        enter(operation, call, () -> {});
        return send(operation, call, request);
    }

    <T> T read(Operation operation, ProviderCall call, Supplier<T> request) {
        enter(operation, call, () -> admit(call));
        try {
            return send(operation, call, request);
        } finally {
            if (call.background()) {
                background.release();
            }
        }
    }

    private void enter(Operation operation, ProviderCall call, Runnable admission) {
        boolean entered = false;
        boolean admitted = false;
        try {
            circuit.enter();
            entered = true;
            admission.run();
            admitted = true;
        } finally {
            if (!admitted) {
                if (entered) {
                    circuit.leave();
                }
                meters.withheld(connector, operation, call);
            }
        }
    }

    private void admit(ProviderCall call) {
        Duration left = call.deadline().remaining();
        try {
            if (!call.background()) {
                limit.await(left);
                return;
            }
            Duration patience = left.compareTo(BACKGROUND_PATIENCE) < 0 ? left : BACKGROUND_PATIENCE;
            if (!background.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Unavailable("Other reads of this connector are under way; try again later.", BUSY);
            }
            boolean turn = false;
            try {
                limit.await(patience);
                turn = true;
            } finally {
                if (!turn) {
                    background.release();
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted before the provider was asked.");
        }
    }

    private <T> T send(Operation operation, ProviderCall call, Supplier<T> request) {
        long start = System.nanoTime();
        try {
            T answer = spans.around(connector, operation, request);
            long nanos = System.nanoTime() - start;
            circuit.succeeded(nanos);
            meters.ended(connector, operation, call, nanos, null);
            return answer;
        } catch (RuntimeException failure) {
            long nanos = System.nanoTime() - start;
            if (failure instanceof Unavailable unavailable) {
                unavailable.retryAfter().ifPresent(limit::close);
            }
            meters.ended(connector, operation, call, nanos, failure);
            throw circuit.failed(nanos, failure);
        } catch (Error broken) {
            circuit.leave();
            throw broken;
        }
    }
}
