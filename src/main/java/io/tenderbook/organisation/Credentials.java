package io.tenderbook.organisation;

import org.jspecify.annotations.Nullable;

/**
 * What a caller shows to prove who it is.
 *
 * @param organisation the id or the slug of the key's organisation; null to take it from the key
 */
public record Credentials(String apiKey, @Nullable String organisation) {
    /** Leaves the key out, so that it reaches no log. */
    @Override
    public String toString() {
        return "Credentials[organisation=" + organisation + "]";
    }
}
