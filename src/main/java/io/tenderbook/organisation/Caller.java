package io.tenderbook.organisation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: every read and write is scoped to this organisation.
 *
 * @param expiresAt until when what the caller showed is good; null if it is until somebody takes it back
 */
public record Caller(
        UUID organisationId,
        Identity identity,
        Role role,
        @Nullable Instant expiresAt) {
    /** The attribute of an HTTP request under which its authenticated caller is found. */
    public static final String ATTRIBUTE = "tenderbook.caller";

    /** A caller with a key that lasts. */
    public static Caller withKey(UUID organisationId, UUID apiKeyId, Role role) {
        return new Caller(organisationId, new ApiKeyId(apiKeyId), role, null);
    }

    /** Whoever may start the program on its own machine, with what it is configured with. */
    public static Caller operator(UUID organisationId) {
        return new Caller(organisationId, new Operator(), Role.ADMIN, null);
    }

    /** Who it is within its organisation; equal for equal callers, whatever they showed this time. */
    public sealed interface Identity {
        /** For the records of who did what, and for the log; at most 520 characters. */
        String described();
    }

    /** A program with an API key of ours. */
    public record ApiKeyId(UUID id) implements Identity {
        @Override
        public String described() {
            return "key " + id;
        }
    }

    /** Somebody whom an OpenID Connect issuer vouches for, by the claims {@code iss} and {@code sub}. */
    public record Subject(String issuer, String subject) implements Identity {
        @Override
        public String described() {
            return "subject " + subject + " of " + issuer;
        }
    }

    /** A person at the command line. */
    public record Operator() implements Identity {
        @Override
        public String described() {
            return "the operator";
        }
    }
}
