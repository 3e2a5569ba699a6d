package io.tenderbook.organisation;

import io.tenderbook.platform.GatheredReads;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.Pepper;
import io.tenderbook.platform.PowersOfTwo;
import io.tenderbook.platform.RecordMapper;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The keys by which programs call us. They are stored as keyed hashes: nobody can read one back. */
@Singleton
public final class ApiKeys {
    private static final RowMapper<LiveKey> LIVE_KEY = RecordMapper.of(LiveKey.class);
    private static final int RANDOM_BYTES = 32;
    private static final int HINT_LENGTH = 4;

    /** What fits into a header unescaped. */
    private static final Pattern KEY = Pattern.compile("[!-~]{16,255}");

    private static final String LIVE = "k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > :now)";

    private final Jdbi jdbi;
    private final Pepper pepper;
    private final LastUse lastUse;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final GatheredReads<ByteBuffer, LiveKey> byHash = new GatheredReads<>(this::liveByHash);

    ApiKeys(Jdbi jdbi, Pepper pepper, LastUse lastUse, Clock clock) {
        this.jdbi = jdbi;
        this.pepper = pepper;
        this.lastUse = lastUse;
        this.clock = clock;
    }

    /** Makes a random key and returns it, for the only time. */
    public String create(UUID organisationId, String name, Role role) {
        return make(organisationId, name, role).key();
    }

    /**
     * Makes a random key.
     *
     * @throws IllegalArgumentException if the name is blank or too long; the message is meant for the person who typed it
     */
    public NewApiKey make(UUID organisationId, String name, Role role) {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        return store(
                organisationId,
                name,
                role,
                "tb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /**
     * Adds a key that an operator chose.
     *
     * @throws IllegalArgumentException if the key is too short to be safe, or holds what a header cannot
     */
    public void add(UUID organisationId, String name, Role role, String key) {
        if (!KEY.matcher(key).matches() || Tokens.isShapedLikeOne(key)) {
            throw new IllegalArgumentException(
                    "An API key has 16 to 255 letters, digits and signs of ASCII, with no blanks, and does not look like a"
                            + " token (eyJ….….…).");
        }
        store(organisationId, name, role, key);
    }

    private NewApiKey store(UUID organisationId, String name, Role role, String key) {
        var made = new ApiKey(
                Ids.next(),
                organisationId,
                Names.checked(name),
                key.substring(key.length() - HINT_LENGTH),
                role,
                clock.instant(),
                null,
                null,
                null,
                null);
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO api_key (id, organisation_id, name, hash, hint, role, created_at)"
                                + " VALUES (:id, :organisationId, :name, :hash, :hint, :role, :createdAt)")
                .bindMethods(made)
                .bind("hash", pepper.hash(key))
                .execute());
        return new NewApiKey(made, key);
    }

    /**
     * Says who is calling. Empty for an unknown key, for one that was revoked or has expired, and for one of another
     * organisation than is named.
     */
    public Optional<Caller> authenticate(Credentials credentials) {
        var hash = ByteBuffer.wrap(pepper.hash(credentials.secret()));
        var found = Optional.ofNullable(byHash.read(Set.of(hash)).get(hash))
                .filter(key -> Organisation.isNamed(credentials.organisation(), key.organisationId(), key.slug()));
        found.ifPresent(key -> lastUse.note(key.id(), key.lastUsedAt()));
        return found.map(
                key -> new Caller(key.organisationId(), new Caller.ApiKeyId(key.id()), key.role(), key.expiresAt()));
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

    private Map<ByteBuffer, LiveKey> liveByHash(Set<ByteBuffer> hashes) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT k.id, k.organisation_id, k.role, k.hash, k.expires_at, k.last_used_at, o.slug"
                                + " FROM api_key k"
                                + " JOIN organisation o ON o.id = k.organisation_id"
                                + " WHERE k.hash IN (<hashes>) AND " + LIVE)
                .bindList(
                        "hashes",
                        PowersOfTwo.padded(
                                hashes.stream().map(ByteBuffer::array).toList()))
                .bind("now", clock.instant())
                .map(LIVE_KEY)
                .collect(Collectors.toMap(key -> ByteBuffer.wrap(key.hash()), Function.identity())));
    }

    /** What authentication needs of a key and its organisation. Public because the database mapper makes it. */
    @SuppressWarnings("ArrayRecordComponent") // a row on its way; nobody compares two
    public record LiveKey(
            UUID id,
            UUID organisationId,
            Role role,
            byte[] hash,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            String slug) {}
}
