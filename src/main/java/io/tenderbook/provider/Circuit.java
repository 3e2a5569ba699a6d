package io.tenderbook.provider;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.tenderbook.provider.ProviderException.OutcomeUnknown;
import io.tenderbook.provider.ProviderException.Unavailable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a provider alone that does not answer. Once half of a connector's last ten calls got no answer worth the name,
 * all are refused for a while; then two real calls show whether it is back. A provider that refuses what we ask is well.
 */
final class Circuit {
    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

    private static final int LAST_CALLS = 10;
    private static final int FEWEST_CALLS = 5;
    private static final int HALF = 50;
    private static final int PROBES = 2;
    private static final Duration PROBING = Duration.ofSeconds(1);

    private final CircuitBreaker breaker;
    private final Duration pause;
    private volatile long openedAt;

    Circuit(Connector connector, Duration pause) {
        this.pause = pause;
        boolean on = pause.isPositive();
        breaker = CircuitBreaker.of(
                connector.id().toString(),
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                LAST_CALLS,
                                FEWEST_CALLS,
                                SlidingWindowType.COUNT_BASED,
                                CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                        .failureRateThreshold(HALF)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .waitDurationInOpenState(on ? pause : PROBING)
                        .recordException(failure -> failure instanceof Unavailable || failure instanceof OutcomeUnknown)
                        .build());
        if (!on) {
            breaker.transitionToDisabledState();
        }
        breaker.getEventPublisher().onStateTransition(event -> {
            switch (event.getStateTransition().getToState()) {
                case OPEN -> {
                    openedAt = System.nanoTime();
                    LOG.warn(
                            "The provider of connector {} does not answer; it is left alone for {} ms",
                            event.getCircuitBreakerName(),
                            pause.toMillis());
                }
                case CLOSED -> LOG.info("The provider of connector {} answers again", event.getCircuitBreakerName());
                default -> {}
            }
        });
    }

    CircuitState state() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> CircuitState.OPEN;
            case HALF_OPEN -> CircuitState.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> CircuitState.CLOSED;
        };
    }

    /**
     * Asks to make a call, whose end must be told.
     *
     * @throws Unavailable if it may not be made now
     */
    void enter() {
        if (!breaker.tryAcquirePermission()) {
            throw new Unavailable("The provider has not been answering; try again later.", untilProbe());
        }
    }

    /** The call was not made after all. */
    void leave() {
        breaker.releasePermission();
    }

    void succeeded(long nanos) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    /** Returns the failure as the caller is to see it: with a time to try again if the provider as a whole is not well. */
    RuntimeException failed(long nanos, RuntimeException failure) {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
        return failure instanceof Unavailable unavailable
                        && unavailable.retryAfter().isEmpty()
                        && state() != CircuitState.CLOSED
                ? new Unavailable(String.valueOf(unavailable.getMessage()), untilProbe())
                : failure;
    }

    private Duration untilProbe() {
        if (state() == CircuitState.HALF_OPEN) {
            return PROBING;
        }
        Duration left = pause.minusNanos(System.nanoTime() - openedAt);
        return left.isPositive() ? left : Duration.ZERO;
    }
}
