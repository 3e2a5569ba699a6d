package io.tenderbook.administration;

import io.tenderbook.administration.Wishes.Wish;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.organisation.ApiKey;
import io.tenderbook.organisation.ApiKeyEnds;
import io.tenderbook.organisation.Caller;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a key back at once. */
@Singleton
public final class RevokeApiKey {
    private static final Logger LOG = LoggerFactory.getLogger(RevokeApiKey.class);

    private final Wishes wishes;
    private final ApiKeyEnds ends;
    private final KnownKeys known;

    RevokeApiKey(Wishes wishes, ApiKeyEnds ends, KnownKeys known) {
        this.wishes = wishes;
        this.ends = ends;
        this.known = known;
    }

    /** Which one, by our id. */
    public record Command(String apiKeyId, @Nullable String idempotencyKey) {}

    public Outcome<ApiKey> revoke(Caller caller, Command command) {
        return wishes.once(
                new Wish(caller, "revokeApiKey", command.idempotencyKey(), command),
                () -> carryOut(caller, command),
                ApiKey::id,
                id -> known.key(caller, id));
    }

    private ApiKey carryOut(Caller caller, Command command) {
        return switch (ends.revoke(caller.organisationId(), KnownKeys.id(command.apiKeyId()))) {
            case ApiKeyEnds.Revoked revoked -> {
                LOG.info(
                        "Key {} was revoked by {}",
                        revoked.apiKey().id(),
                        caller.identity().described());
                yield revoked.apiKey();
            }
            case ApiKeyEnds.LastAdminKey last ->
                throw Wanted.failure(
                        UserErrorCode.LAST_ADMIN_KEY,
                        "This is the last admin key of the organisation that lasts: without it nobody could make"
                                + " another. Make or rotate an admin key first.",
                        "apiKeyId");
            case ApiKeyEnds.Result notFound -> throw KnownKeys.notFound();
        };
    }
}
