package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One answer a key: POSTs that carry an {@code Idempotency-Key} are answered again as they were answered first, for a
 * day. Conflicts, rate limits and failures of the server are not kept, nor are parameters that were never valid.
 */
final class Idempotency {
    private static final int LONGEST_KEY = 255;
    private static final int MOST_KEPT = 10_000;
    private static final int REMOVED_AT_ONCE = 2;
    private static final Duration KEPT_FOR = Duration.ofHours(24);
    private static final Listing ALL = Listing.all(Family.REPLAYS);

    private Idempotency() {}

    static Answer answer(Request request, Work work, Supplier<Answer> fresh) {
        String key = request.idempotencyKey();
        if (key == null || key.isEmpty() || !request.isPost()) {
            return fresh.get();
        }
        if (key.length() > LONGEST_KEY) {
            throw StripeError.of(
                    400, "idempotency_error", "Idempotency keys are at most " + LONGEST_KEY + " characters long.");
        }
        String digest = work.digest(request.path() + "?" + request.parameters().canonical());
        Optional<Kept> earlier = work.find(Family.REPLAYS, key);
        if (earlier.isPresent() && isRecent(earlier.get(), work)) {
            return replay(earlier.get().object(), digest, key);
        }
        Answer answer = fresh.get();
        if (isFinal(answer)) {
            earlier.ifPresent(outdated -> work.remove(Family.REPLAYS, outdated));
            removeOutdated(work);
            work.add(Family.REPLAYS, replay(request, key, digest, answer, work.now()), Shape.empty());
        }
        return answer;
    }

    private static Answer replay(ObjectNode earlier, String digest, String key) {
        if (!earlier.path("digest").asText().equals(digest)) {
            throw StripeError.of(
                    400,
                    "idempotency_error",
                    "Keys for idempotent requests can only be used with the same parameters they were first used"
                            + " with. Try using a key other than '" + key
                            + "' if you meant to execute a different request.");
        }
        return new Answer(
                earlier.get("status").intValue(),
                (ObjectNode) earlier.get("body"),
                earlier.get("request").textValue());
    }

    private static ObjectNode replay(Request request, String key, String digest, Answer answer, long now) {
        ObjectNode replay = Shape.empty();
        replay.put("id", key);
        replay.put("created", now);
        replay.put("request", request.id());
        replay.put("digest", digest);
        replay.put("status", answer.status());
        replay.set("body", answer.body());
        return replay;
    }

    private static boolean isFinal(Answer answer) {
        return answer.status() < 500
                && answer.status() != 409
                && answer.status() != 429
                && !answer.body().at("/error/code").asText().startsWith("parameter_");
    }

    private static boolean isRecent(Kept replay, Work work) {
        return replay.object().get("created").longValue() > work.now() - KEPT_FOR.toSeconds();
    }

    private static void removeOutdated(Work work) {
        boolean tooMany = work.size(ALL) > MOST_KEPT;
        work.oldestFirst(ALL)
                .limit(REMOVED_AT_ONCE)
                .filter(replay -> tooMany || !isRecent(replay, work))
                .toList()
                .forEach(replay -> work.remove(Family.REPLAYS, replay));
    }
}
