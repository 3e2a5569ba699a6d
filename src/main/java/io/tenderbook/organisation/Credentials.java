package io.tenderbook.organisation;

import org.jspecify.annotations.Nullable;

/**
 * What a caller shows to prove who it is.
 *
 * @param secret an API key, or a token of the OpenID Connect issuer
 * @param organisation the id or the slug of its organisation; null to take it from the secret
 */
public record Credentials(String secret, @Nullable String organisation) {
    /** Leaves the secret out, so that it reaches no log. */
    @Override
    public String toString() {
        return "Credentials[organisation=" + organisation + "]";
    }
}
