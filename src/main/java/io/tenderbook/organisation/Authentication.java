package io.tenderbook.organisation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one way in, for HTTP requests and for WebSocket connections alike: by the same names, with the same rules. */
@Singleton
public final class Authentication {
    private final ApiKeys apiKeys;
    private final Tokens tokens;
    private final Clock clock;

    Authentication(ApiKeys apiKeys, Tokens tokens, Clock clock) {
        this.apiKeys = apiKeys;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Says who is calling. Empty where the credentials are missing, wrong, or contradict each other.
     *
     * @param headers the values sent under a name, which is in lower case; none is an empty list
     * @throws TokensUncheckedException if they are a token, and whether it is good cannot be told at present
     */
    public Optional<Caller> authenticate(Function<String, List<String>> headers) {
        return CredentialHeaders.read(headers).flatMap(this::authenticate);
    }

    private Optional<Caller> authenticate(Credentials credentials) {
        return Tokens.isShapedLikeOne(credentials.secret())
                ? tokens.authenticate(credentials)
                : apiKeys.authenticate(credentials);
    }

    /** Which of these callers, who were let in once and stay connected, would be let in no more. One statement for all. */
    public Set<Caller> lapsed(Collection<Caller> callers) {
        Instant now = clock.instant();
        Set<UUID> live =
                apiKeys.live(callers.stream().flatMap(Authentication::apiKey).collect(Collectors.toSet()));
        return callers.stream()
                .filter(caller -> !lasts(caller, now) || !apiKey(caller).allMatch(live::contains))
                .collect(Collectors.toSet());
    }

    private static boolean lasts(Caller caller, Instant now) {
        return caller.expiresAt() == null || caller.expiresAt().isAfter(now);
    }

    private static Stream<UUID> apiKey(Caller caller) {
        return caller.identity() instanceof Caller.ApiKeyId key ? Stream.of(key.id()) : Stream.empty();
    }
}
