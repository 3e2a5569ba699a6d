package io.tenderbook.organisation;

import io.tenderbook.platform.Ids;
import io.tenderbook.platform.SecretBox;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The keys by which programs call us. They are stored as keyed hashes: nobody can read one back. */
@Singleton
public final class ApiKeys {
    private static final int RANDOM_BYTES = 32;
    private static final int HINT_LENGTH = 4;

    /** What fits into a header unescaped. */
    private static final Pattern KEY = Pattern.compile("[!-~]{16,255}");

    private static final String LIVE = "k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > :now)";

    private final Jdbi jdbi;
    private final SecretBox secretBox;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(Jdbi jdbi, SecretBox secretBox, Clock clock) {
        this.jdbi = jdbi;
        this.secretBox = secretBox;
        this.clock = clock;
    }

    /** Makes a random key and returns it, for the only time. */
    public String create(UUID organisationId, String name, Role role) {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        String key = "tb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        add(organisationId, name, role, key);
        return key;
    }

    /**
     * Adds a key that an operator chose.
     *
     * @throws IllegalArgumentException if the key is too short to be safe, or holds what a header cannot
     */
    public void add(UUID organisationId, String name, Role role, String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "An API key has 16 to 255 letters, digits and signs of ASCII, with no blanks.");
        }
        String hint = key.substring(key.length() - HINT_LENGTH);
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO api_key (id, organisation_id, name, hash, hint, role, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                Ids.next(),
                organisationId,
                Names.checked(name),
                secretBox.hash(key),
                hint,
                role.name(),
                clock.instant()));
    }

    /** Says who is calling. Empty for an unknown key, one that was revoked or has expired, and for a key of another organisation than the one named. */
    public Optional<Caller> authenticate(Credentials credentials) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT k.id, k.organisation_id, k.role, k.expires_at, o.slug FROM api_key k"
                                        + " JOIN organisation o ON o.id = k.organisation_id"
                                        + " WHERE k.hash = :hash AND " + LIVE)
                        .bind("hash", secretBox.hash(credentials.apiKey()))
                        .bind("now", clock.instant())
                        .map(ConstructorMapper.of(LiveKey.class))
                        .findFirst())
                .filter(found -> isOf(credentials.organisation(), found))
                .map(found -> new Caller(
                        found.organisationId(), new Caller.ApiKeyId(found.id()), found.role(), found.expiresAt()));
    }

    /** Which of these keys still open their organisation. */
    Set<UUID> live(Set<UUID> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT k.id FROM api_key k WHERE k.id IN (<ids>) AND " + LIVE)
                        .bindList("ids", List.copyOf(ids))
                        .bind("now", clock.instant())
                        .collectInto(new GenericType<Set<UUID>>() {}));
    }

    /** What authentication needs of a key and its organisation. Public because the database mapper makes it. */
    public record LiveKey(
            UUID id,
            UUID organisationId,
            Role role,
            @Nullable Instant expiresAt,
            String slug) {}

    private static boolean isOf(@Nullable String organisation, LiveKey found) {
        return organisation == null
                || organisation.equals(found.slug())
                || Ids.parse(organisation)
                        .filter(found.organisationId()::equals)
                        .isPresent();
    }
}
