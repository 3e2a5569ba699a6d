package io.tenderbook.paymentmethod.idempotency;

import static io.tenderbook.customer.UserErrorCode.DEFAULT_NOT_SET;
import static io.tenderbook.customer.UserErrorCode.IDEMPOTENCY_KEY_REUSED;
import static io.tenderbook.customer.UserErrorCode.INVALID_INPUT;
import static io.tenderbook.customer.UserErrorCode.OUTCOME_UNKNOWN;
import static io.tenderbook.customer.UserErrorCode.PROVIDER_UNAVAILABLE;
import static io.tenderbook.customer.UserErrorCode.SENSITIVE_DATA;

import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.paymentmethod.idempotency.IdempotencyKeys.Busy;
import io.tenderbook.paymentmethod.idempotency.IdempotencyKeys.Ended;
import io.tenderbook.paymentmethod.idempotency.IdempotencyKeys.Ours;
import io.tenderbook.paymentmethod.idempotency.IdempotencyKeys.Reused;
import io.tenderbook.platform.Deadline;
import io.tenderbook.platform.Ids;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a mutation out once for each idempotency key of an organisation, on whichever instance the equal requests come
 * in. Those that come while it runs wait and are given the same answer, whatever it is. Afterwards an answer that decided
 * is given again for a day, and one that left something open lets whoever asks again go on where it stopped.
 *
 * <p>A request that was refused for its input alone is not remembered, so that it can be sent again put right; nor is
 * one that the caller's role forbade, which never comes here.
 */
@Singleton
public final class Idempotency {
    private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);

    private static final int LONGEST_KEY = 255;

    /** How long an equal request waits for the one that runs: its deadline at the provider, and some. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final long SHORTEST_NAP = 20;
    private static final long LONGEST_NAP = 320;

    private static final Set<UserErrorCode> CONTINUED = Set.of(PROVIDER_UNAVAILABLE, OUTCOME_UNKNOWN, DEFAULT_NOT_SET);
    private static final Set<UserErrorCode> FORGOTTEN = Set.of(INVALID_INPUT, SENSITIVE_DATA);

    private final IdempotencyKeys keys;

    Idempotency(IdempotencyKeys keys) {
        this.keys = keys;
    }

    /**
     * Answers a request.
     *
     * @param work carries it out; given the id of the operation, which is the same when it is carried out again under
     *     this key, so that what it left behind is found
     */
    public <R> R once(KeyedRequest request, AnswerForm<R> form, Function<UUID, R> work) {
        String key = request.key();
        if (key == null) {
            return work.apply(Ids.next());
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            return form.restore()
                    .apply(KeptAnswer.of(
                            UserError.invalid("An idempotency key has 1 to 255 characters.", "idempotencyKey")));
        }
        var patience = Deadline.in(PATIENCE);
        long nap = SHORTEST_NAP;
        int awaited = 0;
        while (true) {
            switch (keys.take(request, awaited)) {
                case Ours ours -> {
                    return carryOut(ours, form, work);
                }
                case Ended ended -> {
                    return form.restore().apply(ended.answer());
                }
                case Reused reused -> {
                    return form.restore().apply(KeptAnswer.of(reused()));
                }
                case Busy busy -> {
                    awaited = busy.attempt();
                    if (!nap(patience, nap)) {
                        return form.restore().apply(KeptAnswer.of(stillRunning()));
                    }
                    nap = Math.min(2 * nap, LONGEST_NAP);
                }
            }
        }
    }

    private <R> R carryOut(Ours ours, AnswerForm<R> form, Function<UUID, R> work) {
        R result;
        try {
            result = work.apply(ours.operationId());
        } catch (RuntimeException surprise) {
            release(ours);
            throw surprise;
        }
        var answer = form.keep().apply(result);
        var error = answer.error();
        if (error != null && FORGOTTEN.contains(error.code())) {
            keys.forget(ours);
        } else {
            keys.end(ours, answer, error == null || !CONTINUED.contains(error.code()));
        }
        return result;
    }

    private void release(Ours ours) {
        try {
            keys.release(ours);
        } catch (RuntimeException alsoFailed) {
            LOG.debug("An idempotency key stays taken until its lease ends", alsoFailed);
        }
    }

    private static boolean nap(Deadline patience, long millis) {
        if (patience.remaining().isZero()) {
            return false;
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis));
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static UserError reused() {
        return new UserError(
                IDEMPOTENCY_KEY_REUSED,
                "This idempotency key was used for another request in the last 24 hours. Send a new key.",
                List.of("idempotencyKey"));
    }

    private static UserError stillRunning() {
        return UserError.of(
                OUTCOME_UNKNOWN, "An equal request with this idempotency key is still being carried out. Ask again.");
    }
}
