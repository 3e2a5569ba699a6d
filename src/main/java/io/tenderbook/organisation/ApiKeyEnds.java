package io.tenderbook.organisation;

import io.tenderbook.platform.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Takes keys back, at once or once another has taken their place. An organisation keeps an admin key that lasts. */
@Singleton
public final class ApiKeyEnds {
    private final Jdbi jdbi;
    private final ApiKeys keys;
    private final ApiKeyLists lists;
    private final Transactions transactions;
    private final Clock clock;

    ApiKeyEnds(Jdbi jdbi, ApiKeys keys, ApiKeyLists lists, Transactions transactions, Clock clock) {
        this.jdbi = jdbi;
        this.keys = keys;
        this.lists = lists;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** How it ended. */
    public sealed interface Result {}

    /** The key opens nothing any more. */
    public record Revoked(ApiKey apiKey) implements Result {}

    /** The old key is good for a while yet, and the new one from now on. */
    public record Rotated(ApiKey old, NewApiKey successor) implements Result {}

    /** There is no such key in the organisation. */
    public record NotFound() implements Result {}

    /** It is the last key by which the organisation can be administered for good. */
    public record LastAdminKey() implements Result {}

    /** It was revoked, has expired, or has given way to another key. */
    public record Over() implements Result {}

    /** Revokes a key; one that is revoked already is no failure. */
    public Result revoke(UUID organisationId, UUID id) {
        return inTurn(organisationId, id, key -> {
            if (key.revokedAt() != null) {
                return new Revoked(key);
            }
            if (key.administersForGood() && isTheLast(key)) {
                return new LastAdminKey();
            }
            set("revoked_at = ?", clock.instant(), key);
            return new Revoked(read(organisationId, id));
        });
    }

    /**
     * Makes a key of the same name and role that takes the place of this one.
     *
     * @param overlap how long the old one stays good; zero ends it at once
     */
    public Result rotate(UUID organisationId, UUID id, Duration overlap) {
        return inTurn(organisationId, id, key -> {
            Instant now = clock.instant();
            if (key.rotatedTo() != null || !key.liveAt(now)) {
                return new Over();
            }
            var successor = keys.make(organisationId, key.name(), key.role());
            set("expires_at = ?", now.plus(overlap), key);
            set("rotated_to = ?", successor.apiKey().id(), key);
            return new Rotated(read(organisationId, id), successor);
        });
    }

    /** One after the other in an organisation: of two last keys, only one can be taken back. */
    private Result inTurn(UUID organisationId, UUID id, Function<ApiKey, Result> work) {
        return transactions.run(() -> {
            jdbi.useHandle(
                    handle -> handle.select("SELECT id FROM organisation WHERE id = ? FOR UPDATE", organisationId)
                            .mapTo(UUID.class)
                            .findFirst());
            ApiKey key = find(organisationId, id);
            return key == null ? new NotFound() : work.apply(key);
        });
    }

    private boolean isTheLast(ApiKey key) {
        return jdbi.withHandle(handle -> handle.select(
                                "SELECT id FROM api_key WHERE organisation_id = ? AND id <> ? AND role = 'ADMIN'"
                                        + " AND revoked_at IS NULL AND expires_at IS NULL LIMIT 1",
                                key.organisationId(),
                                key.id())
                        .mapTo(UUID.class)
                        .findFirst())
                .isEmpty();
    }

    private void set(String assignment, Object value, ApiKey key) {
        jdbi.useHandle(handle -> handle.execute("UPDATE api_key SET " + assignment + " WHERE id = ?", value, key.id()));
    }

    private @Nullable ApiKey find(UUID organisationId, UUID id) {
        return lists.byId(organisationId, Set.of(id)).get(id);
    }

    private ApiKey read(UUID organisationId, UUID id) {
        return Objects.requireNonNull(find(organisationId, id));
    }
}
