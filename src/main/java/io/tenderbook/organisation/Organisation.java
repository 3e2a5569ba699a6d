package io.tenderbook.organisation;

import io.tenderbook.platform.Ids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant. Its slug is unique, and is what people type where its id is asked for. */
public record Organisation(UUID id, String slug, String name, Instant createdAt) {
    /** Whether these words, its id or its slug, mean it; no words mean any. */
    boolean isNamed(@Nullable String words) {
        return isNamed(words, id, slug);
    }

    static boolean isNamed(@Nullable String words, UUID id, String slug) {
        return words == null
                || words.equals(slug)
                || Ids.parse(words).filter(id::equals).isPresent();
    }
}
