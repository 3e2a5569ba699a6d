package io.tenderbook.organisation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An OpenID Connect issuer as far as its tokens and its keys go. */
final class TestIssuer implements AutoCloseable {
    static final String NAME = "https://login.example.com";
    static final String AUDIENCE = "tenderbook";

    private static final int KEY_BITS = 2048;

    private final HttpServer server;
    private final AtomicInteger reads = new AtomicInteger();
    private volatile RSAKey key = rsa("first");
    private volatile List<JWK> published = List.of(key);
    private volatile String answer = "";

    TestIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            reads.incrementAndGet();
            String keys = answer.isEmpty() ? new JWKSet(published).toString() : answer;
            byte[] body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.equals("503") ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
    }

    Map<String, Object> settings() {
        return Map.of(
                "tenderbook.jwt.issuer", NAME,
                "tenderbook.jwt.audience", AUDIENCE,
                "tenderbook.jwt.jwks", address());
    }

    /** How often the keys were read. */
    int reads() {
        return reads.get();
    }

    /** From now on it signs with another key, and publishes that alone. */
    void rotate() {
        key = rsa("next");
        published = List.of(key);
    }

    /** What stands where the keys should; "503" fails, and nothing is the keys again. */
    void answer(String text) {
        answer = text;
    }

    /** A token of somebody who may write in that organisation, but for these changes. */
    String token(String organisation, Consumer<JWTClaimsSet.Builder> changes) {
        return sign(key, JOSEObjectType.JWT, claims(organisation, changes));
    }

    String token(String organisation) {
        return token(organisation, claims -> {});
    }

    String tokenOfType(String type, String organisation) {
        return sign(key, new JOSEObjectType(type), claims(organisation, claims -> {}));
    }

    /** Signed with a key that is not published, whatever it is called. */
    String forged(String keyId, String organisation) {
        return sign(rsa(keyId), JOSEObjectType.JWT, claims(organisation, claims -> {}));
    }

    /** Signed with the letters of the public key as if they were a shared secret. */
    String signedWithThePublicKey(String organisation) {
        try {
            byte[] secret = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
            return signed(JWSAlgorithm.HS256, key.getKeyID(), new MACSigner(secret), claims(organisation, c -> {}));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Signed with an elliptic-curve key, which is published too. */
    String elliptic(String organisation) {
        try {
            ECKey other = new ECKeyGenerator(Curve.P_256).keyID("elliptic").generate();
            published = List.of(key, other.toPublicJWK());
            return signed(JWSAlgorithm.ES256, "elliptic", new ECDSASigner(other), claims(organisation, c -> {}));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String unsigned(String organisation) {
        return new PlainJWT(claims(organisation, claims -> {})).serialize();
    }

    private static JWTClaimsSet claims(String organisation, Consumer<JWTClaimsSet.Builder> changes) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject("ada")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("organisation", organisation)
                .claim("roles", List.of("writer"));
        changes.accept(claims);
        return claims.build();
    }

    private static String sign(RSAKey with, JOSEObjectType type, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(with.getKeyID())
                            .type(type)
                            .build(),
                    claims);
            token.sign(new RSASSASigner(with));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static RSAKey rsa(String keyId) {
        try {
            return new RSAKeyGenerator(KEY_BITS).keyID(keyId).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
