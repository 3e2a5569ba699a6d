package io.tenderbook.organisation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.tenderbook.organisation.TokenSettings.Issuer;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies tokens of one issuer: signature, issuer, audience and times. The issuer's keys are kept, and read again when
 * they grow old or a token names one that is not among them, as after a rotation, but never more than twice in that time:
 * tokens that name keys of fancy make us ask no oftener. Thread-safe.
 */
final class TokenVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);

    /** What is signed with a secret that we would have to share, or with nothing, is not taken. */
    private static final Set<JWSAlgorithm> ASYMMETRIC = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** For clocks that do not agree. */
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private static final Duration KEPT = Duration.ofMinutes(5);
    static final Duration BETWEEN_READS = Duration.ofSeconds(15);
    private static final Duration OUTAGE = Duration.ofHours(1);
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int LARGEST_ANSWER = 512 * 1024;

    private final JWKSource<SecurityContext> keys;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    TokenVerifier(Issuer issuer) {
        keys = JWKSourceBuilder.<SecurityContext>create(
                        issuer.keys(), new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST_ANSWER))
                .cache(KEPT.toMillis(), 2 * PATIENCE_MILLIS)
                .rateLimited(BETWEEN_READS.toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .build();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ASYMMETRIC, keys));
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(
                issuer.audience(),
                new JWTClaimsSet.Builder().issuer(issuer.name()).build(),
                Set.of("sub", "exp"));
        claims.setMaxClockSkew((int) LEEWAY.toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
    }

    /**
     * What a good token says.
     *
     * @param until when it is good no more
     */
    record Verified(Claims claims, Instant until) {}

    /**
     * Empty for a token that is not good.
     *
     * @throws TokensUncheckedException if the issuer's keys are not known at present
     */
    Optional<Verified> verify(String token) {
        try {
            var claims = processor.process(token, null);
            return Optional.of(new Verified(
                    Claims.of(claims.toJSONObject()),
                    claims.getExpirationTime().toInstant().plus(LEEWAY)));
        } catch (RateLimitReachedException | BadJOSEException bad) {
            demandKeys();
            return turnedAway(bad);
        } catch (KeySourceException unavailable) {
            throw unchecked(unavailable);
        } catch (ParseException | JOSEException bad) {
            return turnedAway(bad);
        }
    }

    /** Tells a token that names no key of the issuer's from one that could not be looked at. */
    private void demandKeys() {
        try {
            if (keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                    .isEmpty()) {
                throw unchecked(new KeySourceException("the issuer names no keys"));
            }
        } catch (KeySourceException unavailable) {
            throw unchecked(unavailable);
        }
    }

    private static Optional<Verified> turnedAway(Exception bad) {
        LOG.debug("A token was turned away: {}", bad.getMessage());
        return Optional.empty();
    }

    private static TokensUncheckedException unchecked(KeySourceException cause) {
        LOG.warn("Tokens cannot be checked: {}", cause.getMessage());
        return new TokensUncheckedException(cause);
    }
}
