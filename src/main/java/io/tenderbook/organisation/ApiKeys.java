package io.tenderbook.organisation;

import io.tenderbook.organisation.ApiKeyRepository.Found;
import io.tenderbook.platform.Ids;
import io.tenderbook.platform.SecretBox;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys by which programs call us. They are stored as keyed hashes: nobody can read one back. */
@Singleton
public final class ApiKeys {
    private static final int RANDOM_BYTES = 32;
    private static final int HINT_LENGTH = 4;

    /** What fits into a header unescaped. */
    private static final Pattern KEY = Pattern.compile("[!-~]{16,255}");

    private final ApiKeyRepository rows;
    private final SecretBox secretBox;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(ApiKeyRepository rows, SecretBox secretBox, Clock clock) {
        this.rows = rows;
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
        rows.insert(new ApiKey(
                Ids.next(),
                organisationId,
                Names.checked(name),
                secretBox.hash(key),
                hint,
                role,
                clock.instant(),
                null));
    }

    /** Says who is calling. Empty for an unknown or revoked key, and for a key of another organisation than the one named. */
    public Optional<Caller> authenticate(Credentials credentials) {
        return rows.findLive(secretBox.hash(credentials.apiKey()))
                .filter(found -> isOf(credentials.organisation(), found))
                .map(found -> new Caller(found.organisationId(), found.id(), found.role()));
    }

    private static boolean isOf(@Nullable String organisation, Found found) {
        return organisation == null
                || organisation.equals(found.slug())
                || Ids.parse(organisation)
                        .filter(found.organisationId()::equals)
                        .isPresent();
    }
}
