package io.tenderbook.administration;

import io.tenderbook.administration.Wishes.Wish;
import io.tenderbook.organisation.ApiKey;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.Role;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a key for a program of the caller's organisation. */
@Singleton
public final class CreateApiKey {
    private static final Logger LOG = LoggerFactory.getLogger(CreateApiKey.class);
    private static final int LONGEST_NAME = 255;

    private final Wishes wishes;
    private final ApiKeys keys;
    private final KnownKeys known;

    CreateApiKey(Wishes wishes, ApiKeys keys, KnownKeys known) {
        this.wishes = wishes;
        this.keys = keys;
        this.known = known;
    }

    /** What is to be made. */
    public record Command(String name, Role role, @Nullable String idempotencyKey) {}

    /** @param key what its holder sends; null in the answer to a repeat, since it is shown once */
    public record Created(ApiKey apiKey, @Nullable String key) {
        @Override
        public String toString() {
            return "Created[apiKey=" + apiKey + "]";
        }
    }

    public Outcome<Created> create(Caller caller, Command command) {
        return wishes.once(
                new Wish(caller, "createApiKey", command.idempotencyKey(), command),
                () -> make(caller, command),
                created -> created.apiKey().id(),
                id -> new Created(known.key(caller, id), null));
    }

    private Created make(Caller caller, Command command) {
        var made = keys.make(caller.organisationId(), Wanted.name(command.name(), LONGEST_NAME), command.role());
        LOG.info(
                "Key {} with role {} was made by {}",
                made.apiKey().id(),
                command.role(),
                caller.identity().described());
        return new Created(made.apiKey(), made.key());
    }
}
