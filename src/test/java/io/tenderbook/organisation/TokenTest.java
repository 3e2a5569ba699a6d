package io.tenderbook.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Json;
import io.tenderbook.platform.StartRefused;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens of an OpenID Connect issuer let whom in. */
class TokenTest {
    private static final String MUTATION = "mutation{createCustomer(input:{name:\"Ada\"}){customer{id}}}";

    private static TestIssuer issuer;
    private static TestServer server;
    private static String slug;

    @BeforeAll
    static void start() throws IOException {
        issuer = new TestIssuer();
        server = TestServer.start(issuer.settings());
        slug = server.organisation().slug();
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.close();
    }

    @Test
    void aGoodTokenLetsItsSubjectInToItsOrganisation() {
        assertEquals(200, status(issuer.token(slug)));
        assertEquals(200, status(issuer.token(server.organisation().id().toString())));
        assertEquals(200, status(issuer.tokenOfType("at+jwt", slug)));
    }

    @Test
    void theOrganisationMayBeNamedBesideAndMustAgree() {
        server.bean(Organisations.class).create("elsewhere", "Elsewhere");
        String token = issuer.token(slug);
        assertEquals(200, send(token, "organisation", slug).statusCode());
        assertEquals(
                200,
                send(token, "organisation", server.organisation().id().toString())
                        .statusCode());
        assertEquals(401, send(token, "organisation", "elsewhere").statusCode());
        assertEquals(401, send(token, "organisation", "").statusCode());
    }

    @Test
    void aTokenIsNoApiKeyAndAnApiKeyNoToken() {
        String token = issuer.token(slug);
        assertEquals(401, send(token, "x-api-key", token).statusCode());
        var alone = server.send(server.request("/graphql?query=%7B__typename%7D")
                .header("x-api-key", token)
                .header("organisation", slug));
        assertEquals(401, alone.statusCode());
        var keys = server.bean(ApiKeys.class);
        var organisation = server.organisation().id();
        assertThrows(IllegalArgumentException.class, () -> keys.add(organisation, "jwt", Role.READER, token));
        assertThrows(
                IllegalArgumentException.class, () -> keys.add(organisation, "jwt", Role.READER, "eyJhbGciOiJ9.e30.x"));
    }

    static Stream<Consumer<JWTClaimsSet.Builder>> wrongClaims() {
        return Stream.of(
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))),
                claims -> claims.expirationTime(null),
                claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(120))),
                claims -> claims.issuer("https://login.example.org"),
                claims -> claims.issuer(null),
                claims -> claims.audience("another"),
                claims -> claims.audience((String) null),
                claims -> claims.subject(null),
                claims -> claims.subject(" "),
                claims -> claims.subject("x".repeat(256)),
                claims -> claims.claim("organisation", null),
                claims -> claims.claim("organisation", "nobody"),
                claims -> claims.claim("organisation", 7),
                claims -> claims.claim("roles", null),
                claims -> claims.claim("roles", List.of()),
                claims -> claims.claim("roles", List.of("owner")),
                claims -> claims.claim("roles", Map.of("admin", true)));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void aTokenThatIsLateOrForOthersOrSaysTooLittleIsTurnedAway(Consumer<JWTClaimsSet.Builder> change) {
        assertTurnedAway(issuer.token(slug, change));
    }

    @Test
    void onlyTheIssuersOwnSignatureCounts() {
        assertTurnedAway(TestIssuer.unsigned(slug));
        assertTurnedAway(issuer.signedWithThePublicKey(slug));
        assertTurnedAway(issuer.forged("first", slug));
        assertTurnedAway(issuer.forged("unheard-of", slug));
        String token = issuer.token(slug);
        String changed = issuer.token(slug, claims -> claims.claim("roles", "admin"));
        assertTurnedAway(token.substring(0, token.lastIndexOf('.')) + changed.substring(changed.lastIndexOf('.')));
        assertTurnedAway(token.substring(0, token.lastIndexOf('.') + 1));
        assertTurnedAway("eyJ.e30.");
        assertTurnedAway(issuer.tokenOfType("logout+jwt", slug));
    }

    @Test
    void theHighestRoleOfATokenCounts() {
        assertEquals("FORBIDDEN", mutate("reader"));
        assertEquals("", mutate(List.of("READER", "offline_access", "Writer")));
        assertEquals("", mutate("openid admin"));
    }

    @Test
    void whatATokensSubjectChangesIsRecordedUnderIt() {
        assertEquals("", mutate("writer"));
        String subject = "ada of the shop".repeat(17);
        var connector = server.connect("stripe-" + Instant.now().toEpochMilli(), "sk_test_any");
        String input = "{customerId:\"" + customer() + "\",stripeId:\"pm_1\",type:TWINT,connector:{name:\""
                + connector.name() + "\"}}";
        var answer = ask(
                issuer.token(slug, claims -> claims.subject(subject)),
                "mutation{createPaymentMethod(input:" + input + "){paymentMethod{changes{nodes{causeId}}}}}");
        assertEquals(
                "createPaymentMethod by subject " + subject + " of " + TestIssuer.NAME,
                Json.parse(answer.body())
                        .at("/data/createPaymentMethod/paymentMethod/changes/nodes/0/causeId")
                        .textValue(),
                answer.body());
    }

    @Test
    void whoIsConnectedByATokenLapsesWithIt() {
        var authentication = server.bean(Authentication.class);
        var caller = authentication.authenticate(headers(issuer.token(slug))).orElseThrow();
        assertEquals(Set.of(), authentication.lapsed(Set.of(caller)));
        var late = new Caller(caller.organisationId(), caller.identity(), caller.role(), Instant.now());
        assertEquals(Set.of(late), authentication.lapsed(Set.of(caller, late)));
        var left = Duration.between(Instant.now(), caller.expiresAt()).toSeconds();
        assertTrue(left > 500 && left <= 660, "" + left);
    }

    @Test
    void claimsMayLieDeepOrBeNamedLikeAddresses() throws IOException {
        Map<String, Object> settings = new HashMap<>(issuer.settings());
        settings.put("tenderbook.jwt.roles-claim", "/realm_access/roles");
        settings.put("tenderbook.jwt.organisation-claim", "https://example.com/tenant");
        try (var other = TestServer.start(settings)) {
            String token = issuer.token(
                    "",
                    claims -> claims.claim("realm_access", Map.of("roles", List.of("reader")))
                            .claim(
                                    "https://example.com/tenant",
                                    other.organisation().slug()));
            assertEquals(
                    200,
                    other.send(other.request("/graphql?query=%7B__typename%7D")
                                    .header("Authorization", "Bearer " + token))
                            .statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenderbook.jwt.issuer", "tenderbook.jwt.audience", "tenderbook.jwt.jwks"})
    void aHalfConfiguredIssuerIsRefusedAtTheStart(String missing) {
        Map<String, @Nullable String> half = new HashMap<>();
        issuer.settings().forEach((name, value) -> half.put(name, String.valueOf(value)));
        half.put(missing, " ");
        assertThrows(
                StartRefused.class,
                () -> new TokenSettings(
                        half.get("tenderbook.jwt.issuer"),
                        half.get("tenderbook.jwt.audience"),
                        half.get("tenderbook.jwt.jwks"),
                        "organisation",
                        "roles"));
        assertThrows(
                StartRefused.class,
                () -> new TokenSettings("https://a", "b", "http://keys.example.com", "organisation", "roles"));
    }

    @Test
    void withoutAnIssuerNoTokenIsTaken() {
        try (var other = TestServer.start()) {
            assertEquals(
                    401,
                    other.send(other.request("/graphql?query=%7B__typename%7D")
                                    .header("Authorization", "Bearer " + issuer.token("acme")))
                            .statusCode());
        }
    }

    private static Function<String, List<String>> headers(String token) {
        return name -> name.equals("authorization") ? List.of("Bearer " + token) : List.of();
    }

    private static String customer() {
        return server.bean(Jdbi.class)
                .withHandle(handle -> handle.select("SELECT id FROM customer LIMIT 1")
                        .mapTo(UUID.class)
                        .one())
                .toString();
    }

    /** The code of the error of a mutation with these roles; empty if there is none. */
    private static String mutate(Object roles) {
        var answer = ask(issuer.token(slug, claims -> claims.claim("roles", roles)), MUTATION);
        return Json.parse(answer.body()).at("/errors/0/extensions/code").asText();
    }

    private static void assertTurnedAway(String token) {
        var answer = send(token);
        assertEquals(401, answer.statusCode(), answer.body());
        assertEquals(
                "UNAUTHENTICATED",
                Json.parse(answer.body()).at("/errors/0/extensions/code").textValue());
    }

    private static int status(String token) {
        return send(token).statusCode();
    }

    private static HttpResponse<String> ask(String token, String document) {
        return server.send(server.request("/graphql")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(Map.of("query", document)))));
    }

    private static HttpResponse<String> send(String token, String... more) {
        var request = server.request("/graphql?query=%7B__typename%7D").header("Authorization", "Bearer " + token);
        for (int i = 0; i < more.length; i += 2) {
            request.header(more[i], more[i + 1]);
        }
        return server.send(request);
    }
}
