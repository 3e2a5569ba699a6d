package io.tenderbook.graphql.graphiql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.TestServer;
import io.tenderbook.platform.Json;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void namesTheHeadersButGivesNoKeyAway() {
        assertEquals(
                Json.parse("{\"x-api-key\":\"YOUR-API-KEY\",\"organisation\":\"YOUR-ORGANISATION\"}"),
                settings(server).path("headers"));
    }

    @Test
    void showsTheKeyOfTheDemonstration() {
        try (var demo = TestServer.start(
                Map.of("tenderbook.demo.api-key", "tb_demo", "tenderbook.demo.organisation", "demo"))) {
            assertEquals(
                    Json.parse("{\"x-api-key\":\"tb_demo\",\"organisation\":\"demo\"}"),
                    settings(demo).path("headers"));
        }
    }

    @Test
    void opensADocumentWithTheVariablesThatItDemands() {
        var attach = StreamSupport.stream(settings(server).path("tabs").spliterator(), false)
                .filter(tab -> tab.path("query").textValue().contains("mutation AttachPaymentMethod("))
                .findFirst()
                .orElseThrow();
        assertEquals(
                Json.parse("{\"input\":{\"customerId\":\"\",\"paymentMethodId\":\"\"}}"),
                Json.parse(attach.path("variables").textValue()));
    }

    @Test
    void allowsThePageNothingButOurOwnFiles() {
        String policy = server.send(server.request("/graphiql"))
                .headers()
                .firstValue("Content-Security-Policy")
                .orElse("");
        assertTrue(policy.startsWith("default-src 'self'; style-src 'self' 'unsafe-inline';"), policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphiql/files/nothing.js", "/graphiql/files/..%2f..%2fapplication.yml"})
    void servesNoOtherFile(String path) {
        assertEquals(404, server.send(server.request(path)).statusCode());
    }

    @Test
    void canBeSwitchedOff() {
        try (var closed = TestServer.start(Map.of("tenderbook.graphiql.enabled", false))) {
            assertEquals(404, closed.send(closed.request("/graphiql")).statusCode());
        }
    }

    private static JsonNode settings(TestServer of) {
        return Json.parse(of.send(of.request("/graphiql/settings")).body());
    }
}
