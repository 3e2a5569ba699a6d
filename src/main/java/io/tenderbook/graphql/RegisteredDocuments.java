package io.tenderbook.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * The documents that clients sent with their hashes, to send the hashes alone from then on. Each organisation has room of
 * its own, so that none drives out another's. Any document may be gone: the client then sends it again.
 */
@Singleton
final class RegisteredDocuments {
    private static final long MOST_ORGANISATIONS = 1_000;
    private static final long MOST_CHARACTERS = 200_000;

    private final Cache<UUID, Cache<String, String>> byOrganisation =
            Caffeine.newBuilder().maximumSize(MOST_ORGANISATIONS).build();

    void add(UUID organisationId, String hash, String text) {
        byOrganisation.get(organisationId, id -> room()).put(hash, text);
    }

    Optional<String> withHash(UUID organisationId, String hash) {
        return Optional.ofNullable(byOrganisation.getIfPresent(organisationId)).map(room -> room.getIfPresent(hash));
    }

    private static Cache<String, String> room() {
        return Caffeine.newBuilder()
                .maximumWeight(MOST_CHARACTERS)
                .weigher((String hash, String text) -> hash.length() + text.length())
                .build();
    }
}
