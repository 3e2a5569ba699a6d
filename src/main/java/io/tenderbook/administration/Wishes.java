package io.tenderbook.administration;

import io.tenderbook.administration.Outcome.Done;
import io.tenderbook.administration.Outcome.Rejected;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.paymentmethod.idempotency.AnswerForm;
import io.tenderbook.paymentmethod.idempotency.Idempotency;
import io.tenderbook.paymentmethod.idempotency.KeptAnswer;
import io.tenderbook.paymentmethod.idempotency.KeyedRequest;
import io.tenderbook.platform.Json;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries a wish out once for each idempotency key. Of its answer only an id is kept, and never a secret. */
@Singleton
final class Wishes {
    private static final String ID = "id";

    private final Idempotency idempotency;

    Wishes(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    /** @param input everything that was sent; only a keyed hash of it is stored */
    record Wish(Caller caller, String mutation, @Nullable String idempotencyKey, Object input) {}

    /**
     * @param work throws {@link UserErrorException} for what is expected to go wrong
     * @param id by which the answer is found again
     * @param again makes the answer to a repeat, as things stand now and without secrets
     */
    <T> Outcome<T> once(Wish wish, Supplier<T> work, Function<T, UUID> id, Function<UUID, T> again) {
        return idempotency.<Outcome<T>>once(
                new KeyedRequest(wish.caller(), wish.mutation(), wish.idempotencyKey(), wish.input()),
                new AnswerForm<>(
                        outcome -> keep(outcome, id),
                        kept -> kept.error() != null
                                ? new Rejected<>(kept.error())
                                : attempt(() -> again.apply(id(kept)))),
                operation -> attempt(work));
    }

    private static <T> Outcome<T> attempt(Supplier<T> work) {
        try {
            return new Done<>(work.get());
        } catch (UserErrorException expected) {
            return new Rejected<>(expected.error());
        }
    }

    private static <T> KeptAnswer keep(Outcome<T> outcome, Function<T, UUID> id) {
        return switch (outcome) {
            case Done<T> done ->
                new KeptAnswer(null, null, null, null, null, Json.toTree(Map.of(ID, id.apply(done.value()))), null);
            case Rejected<T> rejected -> KeptAnswer.of(rejected.error());
        };
    }

    private static UUID id(KeptAnswer kept) {
        return UUID.fromString(Objects.requireNonNull(kept.rawData()).path(ID).asText());
    }
}
