package io.tenderbook.administration;

import io.tenderbook.administration.Wishes.Wish;
import io.tenderbook.organisation.ApiKey;
import io.tenderbook.organisation.ApiKeyEnds;
import io.tenderbook.organisation.Caller;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a new key in the place of one, which stays good for a while. */
@Singleton
public final class RotateApiKey {
    private static final Logger LOG = LoggerFactory.getLogger(RotateApiKey.class);

    private final Wishes wishes;
    private final ApiKeyEnds ends;
    private final KnownKeys known;

    RotateApiKey(Wishes wishes, ApiKeyEnds ends, KnownKeys known) {
        this.wishes = wishes;
        this.ends = ends;
        this.known = known;
    }

    /** Which one, by our id, and for how long both are good. */
    public record Command(
            String apiKeyId, int overlapSeconds, @Nullable String idempotencyKey) {}

    /** @param key what the holder of the new one sends; null in the answer to a repeat, since it is shown once */
    public record Rotated(
            ApiKey apiKey, ApiKey rotatedApiKey, @Nullable String key) {
        @Override
        public String toString() {
            return "Rotated[apiKey=" + apiKey + ", rotatedApiKey=" + rotatedApiKey + "]";
        }
    }

    public Outcome<Rotated> rotate(Caller caller, Command command) {
        return wishes.once(
                new Wish(caller, "rotateApiKey", command.idempotencyKey(), command),
                () -> carryOut(caller, command),
                rotated -> rotated.rotatedApiKey().id(),
                id -> again(caller, id));
    }

    private Rotated carryOut(Caller caller, Command command) {
        var overlap = Wanted.overlap(command.overlapSeconds());
        return switch (ends.rotate(caller.organisationId(), KnownKeys.id(command.apiKeyId()), overlap)) {
            case ApiKeyEnds.Rotated rotated -> {
                LOG.info(
                        "Key {} gave way to {}, at the wish of {}",
                        rotated.old().id(),
                        rotated.successor().apiKey().id(),
                        caller.identity().described());
                yield new Rotated(
                        rotated.successor().apiKey(),
                        rotated.old(),
                        rotated.successor().key());
            }
            case ApiKeyEnds.Over over ->
                throw Wanted.invalid(
                        "This key was revoked, has expired, or was rotated already. Rotate its successor, or make a"
                                + " new key.",
                        "apiKeyId");
            case ApiKeyEnds.Result notFound -> throw KnownKeys.notFound();
        };
    }

    private Rotated again(Caller caller, UUID id) {
        ApiKey old = known.key(caller, id);
        return new Rotated(known.key(caller, Objects.requireNonNull(old.rotatedTo())), old, null);
    }
}
