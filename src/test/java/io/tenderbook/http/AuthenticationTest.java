package io.tenderbook.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.TestServer;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private static TestServer server;
    private static String key;
    private static String slug;
    private static String foreignKey;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        key = server.key(Role.READER);
        slug = server.organisation().slug();
        var other = server.bean(Organisations.class).create("other", "Other");
        foreignKey = server.bean(ApiKeys.class).create(other.id(), "other's", Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aKeyWithItsOrganisationIsLetThrough() {
        assertLetThrough("x-api-key", key, "organisation", slug);
        assertLetThrough(
                "x-api-key", key, "organisation", server.organisation().id().toString());
    }

    @Test
    void aBearerKeyNeedsNoOrganisationButMayNameIt() {
        assertLetThrough("Authorization", "Bearer " + key);
        assertLetThrough("Authorization", "bearer " + key, "organisation", slug);
    }

    @Test
    void bothFormsMayBeSentIfTheyAgree() {
        assertLetThrough("Authorization", "Bearer " + key, "x-api-key", key);
        assertTurnedAway("Authorization", "Bearer " + key, "x-api-key", server.key(Role.ADMIN));
        assertTurnedAway("Authorization", "Bearer " + key, "x-api-key", foreignKey, "organisation", slug);
    }

    @Test
    void missingHeadersAreTurnedAway() {
        assertTurnedAway();
        assertTurnedAway("x-api-key", key);
        assertTurnedAway("organisation", slug);
    }

    @Test
    void emptyHeadersAreTurnedAway() {
        assertTurnedAway("x-api-key", "", "organisation", slug);
        assertTurnedAway("x-api-key", key, "organisation", "");
        assertTurnedAway("Authorization", "Bearer " + key, "organisation", "");
        assertTurnedAway("Authorization", "Bearer " + key, "x-api-key", "");
    }

    @Test
    void repeatedHeadersAreTurnedAway() {
        assertTurnedAway("x-api-key", key, "x-api-key", key, "organisation", slug);
        assertTurnedAway("x-api-key", key, "organisation", slug, "organisation", slug);
        assertTurnedAway("Authorization", "Bearer " + key, "Authorization", "Bearer " + key);
    }

    @Test
    void malformedHeadersAreTurnedAway() {
        assertTurnedAway("Authorization", key);
        assertTurnedAway("Authorization", "Bearer");
        assertTurnedAway("Authorization", "Bearer " + key + " x");
        assertTurnedAway("Authorization", "Basic " + key, "x-api-key", key, "organisation", slug);
    }

    @Test
    void aWrongKeyAndAWrongOrganisationAreTurnedAwayInTheSameWords() {
        assertEquals(
                assertTurnedAway("x-api-key", "tb_nobody", "organisation", slug),
                assertTurnedAway("x-api-key", key, "organisation", "other"));
        assertEquals(
                assertTurnedAway("Authorization", "Bearer " + foreignKey, "organisation", slug),
                assertTurnedAway("x-api-key", key, "organisation", "nobody"));
    }

    @Test
    void everyPathBelowGraphqlIsGuardedAndNoOther() {
        assertEquals(401, server.send(server.request("/graphql/other")).statusCode());
        assertEquals(401, server.send(server.request("/graphql/ws/")).statusCode());
        assertEquals(401, server.send(server.request("/graphql/")).statusCode());
        assertEquals(
                401,
                server.send(server.request("/graphql?query={__typename}"
                                .replace("{", "%7B")
                                .replace("}", "%7D")))
                        .statusCode());
        assertEquals(404, server.send(server.request("/nothing")).statusCode());
    }

    private static void assertLetThrough(String... headers) {
        var answer = ask(headers);
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private static String assertTurnedAway(String... headers) {
        var answer = ask(headers);
        assertEquals(401, answer.statusCode(), answer.body());
        assertEquals("Bearer", answer.headers().firstValue("WWW-Authenticate").orElse(""));
        var body = Json.parse(answer.body());
        assertEquals(1, body.size(), answer.body());
        assertEquals(1, body.path("errors").size(), answer.body());
        assertEquals("UNAUTHENTICATED", body.at("/errors/0/extensions/code").textValue());
        assertEquals(
                answer.headers().firstValue("x-request-id").orElse("none"),
                body.at("/errors/0/extensions/requestId").textValue());
        String message = body.at("/errors/0/message").textValue();
        assertTrue(message.contains("x-api-key") && message.contains("organisation") && message.contains("Bearer"));
        return message;
    }

    private static HttpResponse<String> ask(String... headers) {
        var request = server.request("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\":\"{__typename}\"}"));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return server.send(request);
    }
}
