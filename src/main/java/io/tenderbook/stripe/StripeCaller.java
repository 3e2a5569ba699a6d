package io.tenderbook.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.net.StripeResponse;
import io.tenderbook.platform.Json;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call under its deadline, and says as of when its answer is known. The deadline covers all tries; a call that
 * is not done by then is left to end on a thread of its own, and its outcome is unknown.
 */
@Singleton
final class StripeCaller {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** A call of the SDK. */
    interface Request {
        StripeResponse send(RequestOptions options) throws StripeException;
    }

    /** A call that changes something, with the idempotency key that all its tries share. */
    <T> ProviderAnswer<T> change(ProviderCall call, Function<JsonNode, T> reader, Request request) {
        return answer(send(call, call.idempotencyKey(), request), reader);
    }

    <T> ProviderAnswer<T> read(ProviderCall call, Function<JsonNode, T> reader, Request request) {
        return answer(send(call, null, request), reader);
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
        boolean changes = idempotencyKey != null;
        Duration left = call.deadline().remaining();
        if (left.isZero()) {
            throw StripeErrors.outOfTime(false);
        }
        var options = RequestOptions.builder().setReadTimeout((int) Math.max(1, left.toMillis()));
        if (changes) {
            options.setIdempotencyKey(idempotencyKey);
        }
        long start = System.nanoTime();
        var future = threads.submit(() -> request.send(options.build()));
        try {
            var response = future.get(left.toNanos(), TimeUnit.NANOSECONDS);
            return new Timed(response, Duration.ofNanos(System.nanoTime() - start));
        } catch (TimeoutException late) {
            future.cancel(true);
            throw StripeErrors.outOfTime(changes);
        } catch (ExecutionException failed) {
            throw StripeErrors.translate(Objects.requireNonNull(failed.getCause()), changes);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            future.cancel(true);
            throw StripeErrors.outOfTime(changes);
        }
    }

    static <T> ProviderAnswer<T> answer(Timed timed, Function<JsonNode, T> reader) {
        JsonNode raw = Json.parse(timed.response().body());
        return new ProviderAnswer<>(reader.apply(raw), raw, timed.knownAsOf(), timed.replayed());
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
