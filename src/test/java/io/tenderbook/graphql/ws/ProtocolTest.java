package io.tenderbook.graphql.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.SocketClient;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What `graphql-transport-ws` asks of a server, message by message. */
class ProtocolTest {
    private static final String CONNECTORS = "{ connectors { name } }";
    private static final String CHANGES = "subscription { paymentMethodChanged { id } }";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("tenderbook.subscriptions.per-connection", 3));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aQueryGetsOneResultAndThenCompletes() {
        try (var client = SocketClient.as(Role.READER, server)) {
            client.subscribe("a", CONNECTORS, Map.of());
            assertTrue(client.expectField("a").isArray());
            assertEquals("a", client.expect("complete").path("id").textValue());
        }
    }

    @Test
    void aMutationNeedsTheRoleForIt() {
        String mutation = "mutation { createCustomer(input: {name: \"Ada\"}) { customer { name } } }";
        try (var client = SocketClient.as(Role.READER, server)) {
            client.subscribe("a", mutation, Map.of());
            var error = client.expect("error");
            assertEquals("FORBIDDEN", error.at("/payload/0/extensions/code").textValue(), error.toString());
        }
        try (var client = SocketClient.as(Role.WRITER, server)) {
            client.subscribe("a", mutation, Map.of());
            assertEquals("Ada", client.expectField("a").at("/customer/name").textValue());
            client.expect("complete");
        }
    }

    @Test
    void anOperationThatCannotBeExecutedGetsAnErrorAndNothingElse() {
        try (var client = SocketClient.as(Role.READER, server)) {
            client.subscribe("a", "{ nothing }", Map.of());
            var error = client.expect("error");
            assertEquals("a", error.path("id").textValue());
            assertEquals("BAD_REQUEST", error.at("/payload/0/extensions/code").textValue(), error.toString());
            assertTrue(error.at("/payload/0/extensions/requestId").isTextual());
            client.subscribe("a", CONNECTORS, Map.of());
            client.expectField("a");
            client.expect("complete");
        }
    }

    @Test
    void credentialsMayStandInTheHeadersOfTheUpgrade() {
        var headers = SocketClient.credentials(Role.READER, server);
        try (var client = SocketClient.open(server.baseUri(), headers, "graphql-transport-ws")) {
            client.say(Map.of("type", "connection_init"));
            client.expect("connection_ack");
        }
    }

    @Test
    void theNamesOfCredentialsHaveNoCase() {
        try (var client = SocketClient.open(server.baseUri())) {
            client.initialise(Map.of("Authorization", "Bearer " + server.key(Role.READER)));
            client.expect("connection_ack");
        }
    }

    @Test
    void missingAndWrongCredentialsAreForbidden() {
        String key = server.key(Role.READER);
        String slug = server.organisation().slug();
        List<Map<String, ?>> payloads = List.of(
                Map.of(),
                Map.of("x-api-key", key),
                Map.of("organisation", slug),
                Map.of("x-api-key", "tb_wrong", "organisation", slug),
                Map.of("x-api-key", key, "organisation", "nobody"),
                Map.of("x-api-key", key, "X-API-Key", key, "organisation", slug),
                Map.of("x-api-key", 7, "organisation", slug),
                Map.of("authorization", "Bearer " + key, "x-api-key", server.key(Role.ADMIN)));
        for (var payload : payloads) {
            try (var client = SocketClient.open(server.baseUri())) {
                client.initialise(payload);
                assertEquals("Forbidden", client.expectClosed(4403), payload.toString());
            }
        }
    }

    @Test
    void nothingIsExecutedBeforeTheConnectionIsAcknowledged() {
        try (var client = SocketClient.open(server.baseUri())) {
            client.subscribe("a", CONNECTORS, Map.of());
            assertEquals("Unauthorized", client.expectClosed(4401));
        }
    }

    @Test
    void initialisingTwiceEndsTheConnection() {
        try (var client = SocketClient.as(Role.READER, server)) {
            client.initialise(SocketClient.credentials(Role.READER, server));
            assertEquals("Too many initialisation requests", client.expectClosed(4429));
        }
    }

    @Test
    void anIdIsUsedByOneOperationAtATime() {
        try (var client = SocketClient.as(Role.READER, server)) {
            client.subscribe("a", CHANGES, Map.of());
            client.subscribe("a", CONNECTORS, Map.of());
            assertEquals("Subscriber for a already exists", client.expectClosed(4409));
        }
        try (var client = SocketClient.as(Role.READER, server)) {
            client.subscribe("a", CHANGES, Map.of());
            client.complete("a");
            client.subscribe("a", CONNECTORS, Map.of());
            client.expectField("a");
            client.expect("complete");
        }
    }

    @Test
    void whatIsNoMessageEndsTheConnection() {
        for (String message : List.of(
                "",
                "hello",
                "[]",
                "{}",
                "{\"type\":\"start\"}",
                "{\"type\":\"subscribe\",\"id\":\"a\"}",
                "{\"type\":\"subscribe\",\"payload\":{\"query\":\"{connectors{name}}\"}}",
                "{\"type\":\"subscribe\",\"id\":7,\"payload\":{\"query\":\"{connectors{name}}\"}}",
                "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{connectors{name}}\"}}",
                "{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":[]}",
                "{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":{\"query\":7}}",
                "{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":{}}",
                "{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":{\"query\":\"{__typename}\",\"variables\":[]}}",
                "{\"type\":\"complete\"}")) {
            try (var client = SocketClient.as(Role.READER, server)) {
                client.say(message);
                assertTrue(client.expectClosed(4400).length() > 5, message);
            }
        }
    }

    @Test
    void anotherSubprotocolOrNoneIsNotAcceptable() {
        for (String subprotocol : List.of("graphql-ws", "")) {
            try (var client = SocketClient.open(server.baseUri(), Map.of(), subprotocol)) {
                assertEquals("Subprotocol not acceptable", client.expectClosed(4406));
            }
        }
    }

    @Test
    void aPingIsAnsweredBeforeAndAfterTheConnectionIsAcknowledged() {
        try (var client = SocketClient.open(server.baseUri())) {
            client.say(Map.of("type", "ping"));
            client.expect("pong");
            client.initialise(SocketClient.credentials(Role.READER, server));
            client.expect("connection_ack");
            client.say(Map.of("type", "ping", "payload", Map.of("some", "thing")));
            client.expect("pong");
            client.say(Map.of("type", "pong"));
            client.complete("whatever");
            client.say(Map.of("type", "ping"));
            client.expect("pong");
        }
    }

    @Test
    void onlySoManyOperationsRunOnOneConnection() {
        try (var client = SocketClient.as(Role.READER, server)) {
            for (String id : List.of("a", "b", "c")) {
                client.subscribe(id, CHANGES, Map.of());
            }
            client.subscribe("d", CHANGES, Map.of());
            var error = client.expect("error");
            assertEquals("d", error.path("id").textValue());
            assertEquals("RATE_LIMITED", error.at("/payload/0/extensions/code").textValue(), error.toString());
        }
    }

    @Test
    void aMessageMayComeInPiecesButNotBeEndless() {
        try (var client = SocketClient.as(Role.READER, server)) {
            client.sayMore("{\"type\":");
            client.say("\"ping\"}");
            client.expect("pong");
            client.say("{\"type\":\"ping\",\"payload\":{\"a\":\"" + "a".repeat(200_000) + "\"}}");
            client.expect("pong");
            String piece = " ".repeat(60_000);
            for (int i = 0; i < 4; i++) {
                client.sayMore(piece);
            }
            client.say(piece);
            client.expectClosed(1009);
        }
        try (var client = SocketClient.as(Role.READER, server)) {
            client.say(" ".repeat(300_000));
            client.expectClosed(1009);
        }
    }

    @Test
    void whoAsksWithoutListeningIsNotListenedTo() {
        try (var client = SocketClient.as(Role.READER, server)) {
            client.goDeaf();
            // Answers to this are several times as long. Unless we stop reading they pile up, and all of this is sent.
            assertTrue(client.stallsWithin(
                    300_000, i -> "{\"type\":\"subscribe\",\"id\":\"" + i + "\",\"payload\":{\"query\":\"{\"}}"));
        }
    }

    @Test
    void aClientThatLeavesIsSaidGoodbye() {
        try (var client = SocketClient.as(Role.READER, server)) {
            client.leave();
            client.expectClosed(1000);
        }
    }
}
