package io.tenderbook.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.net.StripeResponse;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderException;
import io.tenderbook.stripe.FailedTry.Reach;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one call under its deadline, and says as of when its answer is known. The deadline covers all tries; a try that
 * is not done by then is left to end on a thread of its own. A change is said to be refused only where no try of it can
 * have had an effect; otherwise, without an answer that decides, its outcome is unknown.
 */
@Singleton
final class StripeCaller {
    private static final Logger LOG = LoggerFactory.getLogger(StripeCaller.class);

    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** A call of the SDK. */
    interface Request {
        StripeResponse send(RequestOptions options) throws StripeException;
    }

    /** A call that changes something, with the idempotency key that all its tries share. */
    <T> ProviderAnswer<T> change(ProviderCall call, Function<JsonNode, T> reader, Request request) {
        return answer(
                send(call, call.idempotencyKey(), request),
                reader,
                () -> new ProviderException.OutcomeUnknown(
                        "Stripe's answer could not be read; whether it took effect will show. Ask again.", false));
    }

    <T> ProviderAnswer<T> read(ProviderCall call, Function<JsonNode, T> reader, Request request) {
        return answer(
                send(call, null, request),
                reader,
                () -> new ProviderException.Unavailable("Stripe's answer could not be read; try again."));
    }

    /** What came back, and how long that took with all tries. */
    record Timed(StripeResponse response, Duration took) {
        /** The answer's second less the whole time of the call: the state cannot be older than that. */
        Instant knownAsOf() {
            Instant date = response.date();
            return date == null ? Instant.EPOCH : date.minus(took).truncatedTo(ChronoUnit.SECONDS);
        }

        boolean replayed() {
            return response.headers()
                    .firstValue("Idempotent-Replayed")
                    .filter("true"::equalsIgnoreCase)
                    .isPresent();
        }
    }

    Timed send(ProviderCall call, @Nullable String idempotencyKey, Request request) {
        long start = System.nanoTime();
        var reached = EnumSet.noneOf(Reach.class);
        for (int attempt = 1; ; attempt++) {
            try {
                return new Timed(tryOnce(call, idempotencyKey, request), Duration.ofNanos(System.nanoTime() - start));
            } catch (TryFailedException failed) {
                var failure = failed.failure;
                reached.add(failure.reach());
                // Who reads comes again in its own time: tries made here would pass by the limit and the circuit
                // breaker.
                if (idempotencyKey == null || !failure.again() || attempt == TRIES || !pause(call, attempt)) {
                    throw idempotencyKey == null ? failure.failure() : ended(failure, reached);
                }
            }
        }
    }

    private static ProviderException ended(FailedTry last, Set<Reach> reached) {
        boolean mayHaveHappened = reached.contains(Reach.OPEN) || reached.contains(Reach.FAILED);
        return last.reach() == Reach.DECIDED || !mayHaveHappened
                ? last.failure()
                : new ProviderException.OutcomeUnknown(
                        "Stripe gave no clear answer; whether it took effect will show. Ask again.",
                        reached.contains(Reach.FAILED));
    }

    private StripeResponse tryOnce(ProviderCall call, @Nullable String idempotencyKey, Request request)
            throws TryFailedException {
        Duration left = call.deadline().remaining();
        if (left.isZero()) {
            throw new TryFailedException(FailedTry.refused("The time for calling Stripe was over; try again.", false));
        }
        var options = RequestOptions.builder().setReadTimeout((int) Math.max(1, left.toMillis()));
        if (idempotencyKey != null) {
            options.setIdempotencyKey(idempotencyKey);
        }
        var future = threads.submit(() -> request.send(options.build()));
        try {
            return future.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            future.cancel(true);
            throw new TryFailedException(FailedTry.late());
        } catch (ExecutionException failed) {
            throw new TryFailedException(StripeErrors.translate(Objects.requireNonNull(failed.getCause())));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            future.cancel(true);
            throw new TryFailedException(FailedTry.late());
        }
    }

    /** Waits before the next try, longer each time and never the same. Returns false if there is no time for one. */
    private static boolean pause(ProviderCall call, int attempt) {
        long most = PAUSE.toMillis() << (attempt - 1);
        long millis = ThreadLocalRandom.current().nextLong(most / 2, most);
        if (call.deadline().remaining().toMillis() <= millis) {
            return false;
        }
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static final class TryFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient FailedTry failure;

        TryFailedException(FailedTry failure) {
            super(null, null, false, false);
            this.failure = failure;
        }
    }

    private static <T> ProviderAnswer<T> answer(
            Timed timed, Function<JsonNode, T> reader, Supplier<ProviderException> unreadable) {
        try {
            JsonNode raw = Json.parse(timed.response().body());
            return new ProviderAnswer<>(reader.apply(raw), raw, timed.knownAsOf(), timed.replayed());
        } catch (IllegalArgumentException odd) {
            LOG.warn("An answer of Stripe's could not be read: {}", odd.getMessage());
            throw unreadable.get();
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
