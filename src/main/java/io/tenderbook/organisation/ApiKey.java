package io.tenderbook.organisation;

import io.tenderbook.platform.page.KeyType;
import io.tenderbook.platform.page.Keyset;
import io.tenderbook.platform.page.Keyset.Nulls;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key; the key itself is not.
 *
 * @param hint its last characters, by which people tell it from others
 * @param expiresAt when it ends by itself; null if it lasts until it is revoked
 * @param rotatedTo the key that takes its place; null if none does
 * @param lastUsedAt when it last let somebody in, to about a minute; null if it never did
 */
public record ApiKey(
        UUID id,
        UUID organisationId,
        String name,
        String hint,
        Role role,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable UUID rotatedTo,
        @Nullable Instant lastUsedAt) {
    /** The order of every list of keys. */
    public static final Keyset<ApiKey> NEWEST_FIRST = new Keyset<>(
                    "CREATED_AT", "created_at", "id", KeyType.TIME, Nulls.NONE, false, ApiKey::createdAt, ApiKey::id)
            .inDescendingOrder();

    /** Whether it lets anybody in at that moment. */
    public boolean liveAt(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }

    /** Whether it administers the organisation until somebody revokes it. */
    boolean administersForGood() {
        return role == Role.ADMIN && revokedAt == null && expiresAt == null;
    }
}
