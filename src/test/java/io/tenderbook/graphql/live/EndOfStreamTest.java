package io.tenderbook.graphql.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.EventSource;
import io.tenderbook.SocketClient;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.ApiKeys;
import io.tenderbook.organisation.Role;
import io.tenderbook.paymentmethod.Happenings;
import io.tenderbook.platform.Transactions;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How streams end, and that nothing of them stays behind. */
class EndOfStreamTest {
    private static final Map<String, Object> HASTY = Map.of(
            "tenderbook.subscriptions.heartbeat", "300ms",
            "tenderbook.subscriptions.access", "200ms",
            "tenderbook.subscriptions.patience", "1s",
            "tenderbook.subscriptions.per-organisation", 3);

    private static TestServer server;
    private static Happenings ours;

    @BeforeAll
    static void start() {
        server = TestServer.start(HASTY);
        ours = Happenings.in(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingStaysBehind() {
        awaitIdle();
    }

    @Test
    void nothingRunsBeforeAnybodyListens() {
        assertTrue(server.bean(ChangeFeed.class).isIdle());
        assertTrue(server.bean(AccessWatch.class).isIdle());
    }

    @Test
    void aClientThatCancelsFreesAllThatItTook() {
        try (var events = Listening.to(ours)) {
            ours.happen("something");
            events.next();
            assertFalse(server.bean(ChangeFeed.class).isIdle());
            assertFalse(server.bean(AccessWatch.class).isIdle());
        }
        awaitIdle();
    }

    @Test
    void completingASubscriptionOfASocketEndsItAlone() {
        try (var client = SocketClient.as(Role.ADMIN, server)) {
            client.subscribe("a", Listening.DOCUMENT, Map.of());
            client.subscribe("b", Listening.DOCUMENT, Map.of());
            awaitStreams(2);
            client.complete("a");
            awaitStreams(1);
            ours.happen("for b");
            assertEquals("for b", client.expectField("b").path("reason").textValue());
            client.complete("b");
            await().until(() -> server.bean(ChangeFeed.class).isIdle());
        }
    }

    @Test
    void aClientThatVanishesFreesAllThatItTook() {
        try (var client = SocketClient.as(Role.ADMIN, server)) {
            client.subscribe("a", Listening.DOCUMENT, Map.of());
            awaitStreams(1);
            client.vanish();
            awaitIdle();
        }
    }

    @Test
    void aRevokedKeyEndsItsStreams() {
        String key = server.bean(ApiKeys.class).create(ours.organisation().id(), "to be revoked", Role.READER);
        var listener = new Happenings(server, ours.organisation(), key, ours.method());
        try (var events = Listening.to(listener);
                var socket = SocketClient.open(server.baseUri());
                var idle = SocketClient.open(server.baseUri());
                var others = Listening.to(ours)) {
            for (var client : List.of(socket, idle)) {
                client.initialise(Map.of("authorization", "Bearer " + key));
                client.expect("connection_ack");
            }
            socket.subscribe("a", Listening.DOCUMENT, Map.of());
            awaitStreams(3);
            ours.happen("before");
            assertEquals(List.of("before"), events.next(1, "reason"));
            socket.expectField("a");
            revoke(key);
            var end = events.next();
            assertEquals("UNAUTHENTICATED", end.at("/errors/0/extensions/code").textValue(), end.toString());
            assertTrue(end.at("/errors/0/extensions/requestId").isTextual());
            events.assertComplete();
            assertEquals("The access has ended", socket.expectClosed(4403));
            assertEquals("The access has ended", idle.expectClosed(4403));
            ours.happen("after");
            assertEquals(List.of("before", "after"), others.next(2, "reason"));
        }
    }

    @Test
    void oneOrganisationCannotTakeAllTheRoom() {
        var theirs = Happenings.inAnother(server, "globex");
        List<EventSource> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                streams.add(Listening.to(ours));
                awaitStreams(i + 1);
            }
            var refusal = Listening.refusal(ours, Map.of());
            assertEquals("RATE_LIMITED", refusal.at("/extensions/code").textValue(), refusal.toString());
            streams.add(Listening.to(theirs));
            theirs.happen("theirs");
            assertEquals(List.of("theirs"), streams.getLast().next(1, "reason"));
        } finally {
            streams.forEach(EventSource::close);
        }
    }

    @Test
    void silentStreamsShowThatTheyAreAlive() {
        try (var events = Listening.to(ours);
                var client = SocketClient.as(Role.READER, server)) {
            for (int i = 0; i < 4; i++) {
                events.awaitComment();
            }
            client.say(Map.of("type", "ping"));
            client.expect("pong");
            ours.happen("at last");
            assertEquals(List.of("at last"), events.next(1, "reason"));
        }
    }

    @Test
    void whoDoesNotSayWhoItIsIsDisconnected() {
        try (var client = SocketClient.open(server.baseUri())) {
            assertEquals("Connection initialisation timeout", client.expectClosed(4408));
        }
    }

    @Test
    void aClientThatDoesNotReadItsEventsIsDropped() throws Exception {
        var place = heap();
        var http = HttpClient.newHttpClient();
        try {
            var request = Listening.request(server.baseUri(), ours, place).build();
            assertEquals(200, http.send(request, BodyHandlers.ofInputStream()).statusCode());
            awaitIdle();
        } finally {
            http.shutdownNow();
        }
    }

    @Test
    void aSocketThatIsNotReadIsDropped() {
        var place = heap();
        try (var client = SocketClient.as(Role.READER, server)) {
            client.goDeaf();
            client.subscribe("a", Listening.DOCUMENT, place);
            awaitStreams(1);
            awaitIdle();
        }
    }

    @Test
    void aServerThatStopsSendsItsListenersToAnother() {
        try (var stopping = TestServer.start()) {
            var happenings = Happenings.in(stopping);
            try (var events = Listening.to(happenings);
                    var client = SocketClient.as(Role.READER, stopping)) {
                happenings.happen("last words");
                assertEquals(List.of("last words"), events.next(1, "reason"));
                stopping.bean(AccessWatch.class).shutdownGracefully();
                events.assertComeBack();
                client.expectClosed(1012);
            }
        }
    }

    /** So much to tell that no buffer of any network holds it. Returns the place before it. */
    private static Map<String, String> heap() {
        ours.happen("the place");
        server.bean(Transactions.class).run(() -> {
            for (int i = 0; i < 300; i++) {
                ours.append("heap " + i, 100_000);
            }
            return null;
        });
        return Map.of("after", ours.cursor("the place"));
    }

    private static void revoke(String key) {
        server.bean(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "UPDATE api_key SET revoked_at = created_at WHERE hint = ?", key.substring(key.length() - 4)));
    }

    private static void awaitStreams(int count) {
        await().untilAsserted(() -> assertEquals(count, server.bean(Seats.class).total()));
    }

    private static void awaitIdle() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertTrue(server.bean(ChangeFeed.class).isIdle(), "changes are still told");
            assertTrue(server.bean(AccessWatch.class).isIdle(), "callers are still watched");
        });
    }
}
