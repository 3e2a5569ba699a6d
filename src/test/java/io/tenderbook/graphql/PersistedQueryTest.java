package io.tenderbook.graphql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Organisations;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are named by their hashes: those that clients register themselves, by Apollo's protocol. */
class PersistedQueryTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(TestSchema.PROPERTY, true));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anUnknownHashIsAnsweredSoThatTheClientSendsTheDocument() {
        var answer = post(persisted(DocumentReference.hashOf("{organisation #1\n}")));
        assertEquals(200, answer.statusCode());
        var error = Json.parse(answer.body()).at("/errors/0");
        assertEquals("PersistedQueryNotFound", error.path("message").textValue());
        assertEquals("PERSISTED_QUERY_NOT_FOUND", error.at("/extensions/code").textValue());
    }

    @Test
    void whatWasRegisteredIsFoundByItsHashInEveryForm() {
        String document = "query Q($n:Int){echo(number:$n)}";
        String hash = DocumentReference.hashOf(document);
        var variables = Map.of("n", 7);
        assertEchoed(post(with(persisted(hash), "query", document, "variables", variables)));
        assertEchoed(post(with(persisted(hash), "variables", variables)));
        assertEchoed(post(with(persisted(hash.toUpperCase(Locale.ROOT)), "variables", variables)));
        assertEchoed(post(Map.of("documentId", "sha256:" + hash, "variables", variables)));
        assertEchoed(get("documentId=sha256%3A" + hash, "variables=" + encoded(Json.write(variables))));
        assertEchoed(get(
                "extensions=" + encoded(Json.write(Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash)))),
                "variables=" + encoded(Json.write(variables))));
    }

    @Test
    void aMutationIsRefusedOverGetByItsHashToo() {
        String document = "mutation{count}";
        String hash = DocumentReference.hashOf(document);
        assertEquals(200, post(with(persisted(hash), "query", document)).statusCode());
        assertEquals(405, get("documentId=sha256%3A" + hash).statusCode());
    }

    @Test
    void oneOrganisationFindsNothingOfAnother() {
        String document = "{organisation #2\n}";
        String hash = DocumentReference.hashOf(document);
        var other = server.bean(Organisations.class).create("other", "Other Ltd");
        String key = server.bean(ApiKeys.class).create(other.id(), "key", Role.READER);
        assertFalse(Json.parse(post(with(persisted(hash), "query", document)).body())
                .has("errors"));
        var theirs =
                server.send(json(server.request("/graphql").header("Authorization", "Bearer " + key), persisted(hash)));
        assertEquals("PERSISTED_QUERY_NOT_FOUND", code(theirs), theirs.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{nothing}",
                "{shelves{a1:name a2:name a3:name a4:name a5:name a6:name a7:name a8:name"
                        + " a9:name a10:name a11:name a12:name a13:name a14:name a15:name a16:name}}"
            })
    void whatCannotBeExecutedIsNotRegistered(String document) {
        String hash = DocumentReference.hashOf(document);
        assertTrue(Json.parse(post(with(persisted(hash), "query", document)).body())
                .has("errors"));
        assertEquals("PERSISTED_QUERY_NOT_FOUND", code(post(persisted(hash))));
    }

    @Test
    void aHashOfAnotherDocumentIsRefused() {
        String hash = DocumentReference.hashOf("{threads}");
        assertRefused(post(with(persisted(hash), "query", "{organisation}")));
        assertEquals("PERSISTED_QUERY_NOT_FOUND", code(post(persisted(hash))));
    }

    @Test
    void whatNamesNoDocumentOrTwoIsRefused() {
        String hash = DocumentReference.hashOf("{threads}");
        assertRefused(post(Map.of("documentId", hash)));
        assertRefused(post(Map.of("documentId", "md5:" + hash)));
        assertRefused(post(Map.of("documentId", "sha256:abc")));
        assertRefused(post(Map.of("documentId", "sha256:" + hash, "query", "{threads}")));
        assertRefused(post(with(persisted(hash), "documentId", "sha256:" + hash)));
        assertRefused(post(persisted("zz")));
        assertRefused(post(Map.of("extensions", Map.of("persistedQuery", Map.of("version", 2, "sha256Hash", hash)))));
        assertRefused(post(Map.of("extensions", Map.of("persistedQuery", "x"))));
    }

    private static void assertEchoed(HttpResponse<String> answer) {
        assertEquals("{\"data\":{\"echo\":{\"number\":7}}}", answer.body());
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals("BAD_REQUEST", code(answer));
    }

    private static Map<String, Object> persisted(String hash) {
        return Map.of("extensions", Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash)));
    }

    private static Map<String, Object> with(Map<String, Object> request, Object... more) {
        Map<String, Object> all = new HashMap<>(request);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    private static HttpResponse<String> post(Map<String, ?> request) {
        return server.send(json(server.as(Role.WRITER, "/graphql"), request));
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request, Map<String, ?> body) {
        return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(Json.write(body)));
    }

    private static HttpResponse<String> get(String... parameters) {
        return server.send(server.as(Role.WRITER, "/graphql?" + String.join("&", parameters))
                .GET());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String code(HttpResponse<String> answer) {
        JsonNode body = Json.parse(answer.body());
        return body.at("/errors/0/extensions/code").asText(answer.body());
    }
}
