package io.tenderbook.organisation;

import io.tenderbook.organisation.TokenSettings.Issuer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tokens (JWT) by which people call us whom an OpenID Connect issuer vouches for. */
@Singleton
final class Tokens {
    /** Three parts of Base64, the first a JSON object; the last, the signature, may be missing. */
    private static final Pattern SHAPE = Pattern.compile("eyJ[\\w-]*\\.[\\w-]+\\.[\\w-]*");

    /** The longest that OpenID Connect allows. */
    private static final int LONGEST_SUBJECT = 255;

    private final TokenSettings settings;
    private final Organisations organisations;
    private final Optional<TokenVerifier> verifier;

    Tokens(TokenSettings settings, Organisations organisations) {
        this.settings = settings;
        this.organisations = organisations;
        verifier = settings.issuer().map(TokenVerifier::new);
    }

    /** Whether a text is meant as a token; one that is, is never looked up as an API key. */
    static boolean isShapedLikeOne(String text) {
        return SHAPE.matcher(text).matches();
    }

    /**
     * Says who is calling. Empty for any token that is not good, and for one of another organisation than is named.
     *
     * @throws TokensUncheckedException if the issuer's keys are not known at present
     */
    Optional<Caller> authenticate(Credentials credentials) {
        return settings.issuer()
                .flatMap(issuer -> verifier.flatMap(keys -> keys.verify(credentials.secret()))
                        .flatMap(token -> caller(issuer, token, credentials)));
    }

    private Optional<Caller> caller(Issuer issuer, TokenVerifier.Verified token, Credentials credentials) {
        var subject = token.claims().text("sub").filter(text -> text.length() <= LONGEST_SUBJECT);
        var role = token.claims().words(issuer.rolesClaim()).stream()
                .flatMap(word -> Arrays.stream(Role.values())
                        .filter(known -> known.name().equalsIgnoreCase(word)))
                .max(Comparator.naturalOrder());
        if (subject.isEmpty() || role.isEmpty()) {
            return Optional.empty();
        }
        Instant until = token.until();
        return token.claims()
                .text(issuer.organisationClaim())
                .flatMap(organisations::find)
                .filter(organisation -> organisation.isNamed(credentials.organisation()))
                .map(organisation -> new Caller(
                        organisation.id(), new Caller.Subject(issuer.name(), subject.get()), role.get(), until));
    }
}
