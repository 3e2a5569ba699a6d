package io.tenderbook.organisation;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.tenderbook.platform.StartRefused;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose tokens are taken, and how they are read. Checked at the start of the program. */
@Context
final class TokenSettings {
    private static final int LONGEST_ISSUER = 255;

    private final Optional<Issuer> issuer;

    TokenSettings(
            @Property(name = "tenderbook.jwt.issuer") @Nullable String issuer,
            @Property(name = "tenderbook.jwt.audience") @Nullable String audience,
            @Property(name = "tenderbook.jwt.jwks") @Nullable String jwks,
            @Property(name = "tenderbook.jwt.organisation-claim", defaultValue = "organisation") String organisation,
            @Property(name = "tenderbook.jwt.roles-claim", defaultValue = "roles") String roles) {
        if (isBlank(issuer) && isBlank(audience) && isBlank(jwks)) {
            this.issuer = Optional.empty();
            return;
        }
        if (issuer == null
                || audience == null
                || jwks == null
                || isBlank(issuer)
                || isBlank(audience)
                || isBlank(jwks)) {
            throw new StartRefused("Tokens of an OpenID Connect issuer are taken where TENDERBOOK_JWT_ISSUER,"
                    + " TENDERBOOK_JWT_AUDIENCE and TENDERBOOK_JWT_JWKS are set: set all three or none.");
        }
        if (issuer.length() > LONGEST_ISSUER) {
            throw new StartRefused("TENDERBOOK_JWT_ISSUER has at most " + LONGEST_ISSUER + " characters.");
        }
        this.issuer = Optional.of(new Issuer(issuer, audience, address(jwks), organisation, roles));
    }

    /**
     * An OpenID Connect issuer whose tokens are taken.
     *
     * @param keys where its public keys are (JWKS)
     * @param organisationClaim where a token names the organisation, see {@link Claims}
     * @param rolesClaim where it names what the caller may do
     */
    record Issuer(String name, String audience, URL keys, String organisationClaim, String rolesClaim) {}

    /** Empty where only API keys are taken. */
    Optional<Issuer> issuer() {
        return issuer;
    }

    /** Whoever could change the keys on their way could let anybody in. */
    private static URL address(String jwks) {
        try {
            URI address = URI.create(jwks);
            boolean here = "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
            if ("https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && here)) {
                return address.toURL();
            }
        } catch (IllegalArgumentException | MalformedURLException malformed) {
            throw new StartRefused("TENDERBOOK_JWT_JWKS is no address: " + jwks, malformed);
        }
        throw new StartRefused("TENDERBOOK_JWT_JWKS begins with https://: " + jwks);
    }

    private static boolean isBlank(@Nullable String setting) {
        return setting == null || setting.isBlank();
    }
}
