package io.tenderbook.graphql.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.NodePackages;
import io.tenderbook.TestServer;
import io.tenderbook.paymentmethod.Happenings;
import io.tenderbook.platform.Json;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The clients that people use understand us, and we them. */
class PublicClientsTest {
    private static TestServer server;
    private static Happenings ours;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        ours = Happenings.in(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void graphqlSseAsksChangesFollowsAndComesBack() {
        var seen = journey("sse");
        assertEquals(401, seen.path("refused").intValue());
        // Over this transport what is invalid is told as a result.
        assertEquals(
                "BAD_REQUEST", seen.at("/invalid/0/errors/0/extensions/code").textValue(), seen.toString());
    }

    @Test
    void graphqlWsAsksChangesFollowsAndComesBack() {
        var seen = journey("ws");
        assertEquals(4403, seen.path("refused").intValue());
        assertEquals("BAD_REQUEST", seen.at("/invalid/0/extensions/code").textValue(), seen.toString());
    }

    private static JsonNode journey(String transport) {
        var seen = Json.parse(NodePackages.run(
                "subscriptions.js",
                Map.of(
                        "TRANSPORT",
                        transport,
                        "SERVER",
                        server.baseUri().toString(),
                        "KEY",
                        ours.key(),
                        "CUSTOMER",
                        ours.customerId())));
        assertEquals("stripe", seen.at("/query/0/data/connectors/0/name").textValue(), seen.toString());
        assertEquals(1, seen.path("query").size());
        assertEquals("0002", seen.at("/live/paymentMethod/last4").textValue(), seen.toString());
        assertEquals("0003", seen.at("/missed/paymentMethod/last4").textValue(), seen.toString());
        assertEquals("Ada", seen.at("/missed/customer/name").textValue());
        await().until(() -> server.bean(ChangeFeed.class).isIdle()
                && server.bean(AccessWatch.class).isIdle());
        return seen;
    }
}
