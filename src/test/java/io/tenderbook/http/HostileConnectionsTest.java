package io.tenderbook.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.SocketClient;
import io.tenderbook.StripeDeliveries;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that never say all that they have to say, or say far too much: they end, and others do not notice. */
class HostileConnectionsTest {
    private static final int CONNECTIONS = 300;
    private static final long FAR_TOO_MUCH = 64L * 1024 * 1024;

    private static TestServer server;
    private static StripeDeliveries stripe;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("tenderbook.request-deadline", "1s"));
        stripe = new StripeDeliveries(server, server.connect("stripe", "sk_test_sandbox"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** How a request begins that goes on for as long as it may. */
    static Stream<String> endless() {
        return Stream.of(
                "POST /graphql HTTP/1.1\r\nHost: us\r\nX-Long: ",
                post("/graphql") + server.key(Role.WRITER) + "\r\nContent-Length: 1000\r\n\r\n",
                post("/graphql") + "nobody's\r\nContent-Length: 1000\r\n\r\n",
                post("/webhooks/stripe") + "nobody's\r\nContent-Length: 1000\r\n\r\n",
                post("/webhooks/stripe") + "nobody's\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n");
    }

    @ParameterizedTest
    @MethodSource("endless")
    void whatComesByteByByteIsEndedAndKeepsNobodyWaiting(String beginning) {
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                slow.add(RawConnection.open(server.baseUri()).say(beginning));
            }
            await("all are ended").atMost(Duration.ofSeconds(30)).until(() -> {
                slow.forEach(connection -> connection.say("x"));
                assertOthersAreAnswered();
                return slow.stream().allMatch(RawConnection::isEnded);
            });
            slow.stream()
                    .map(RawConnection::heard)
                    .filter(heard -> !heard.isEmpty())
                    .forEach(heard -> assertTrue(heard.matches("HTTP/1.1 (408|401|404) [\\s\\S]*"), heard));
        } finally {
            slow.forEach(RawConnection::close);
        }
    }

    @Test
    void whoHasSaidEverythingMayStay() {
        try (var socket = SocketClient.as(Role.READER, server);
                var pausing = RawConnection.open(server.baseUri())) {
            socket.subscribe("1", "{ __typename }", Map.of());
            socket.expect("next");
            socket.expect("complete");
            pausing.say("GET /health/liveness HTTP/1.1\r\nHost: us\r\n\r\n");
            await().until(() -> pausing.heard().contains("UP"));
            await("longer than a request may take")
                    .during(Duration.ofMillis(1_500))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !pausing.isEnded());
            pausing.say("GET /health/liveness HTTP/1.1\r\nHost: us\r\n\r\n");
            await().until(() -> pausing.heard().lastIndexOf("HTTP/1.1 200") > 0);
            socket.subscribe("2", "{ __typename }", Map.of());
            socket.expect("next");
        }
    }

    static Stream<String> declaredOrNot() {
        return Stream.of("/graphql", "/webhooks/stripe")
                .flatMap(path -> Stream.of(server.key(Role.WRITER), "nobody's")
                        .flatMap(key -> Stream.of("Content-Length: " + FAR_TOO_MUCH, "Transfer-Encoding: chunked")
                                .map(length -> post(path) + key + "\r\n" + length + "\r\n\r\n")));
    }

    @ParameterizedTest
    @MethodSource("declaredOrNot")
    void aBodyThatIsFarTooLongIsCutOff(String head) {
        try (var connection = RawConnection.open(server.baseUri()).say(head)) {
            String piece = "x".repeat(0x10000);
            String said = head.contains("chunked") ? "10000\r\n" + piece + "\r\n" : piece;
            long sent = 0;
            for (; sent < FAR_TOO_MUCH && !connection.isEnded(); sent += piece.length()) {
                connection.say(said);
            }
            await("it is ended").until(connection::isEnded);
            assertTrue(sent < FAR_TOO_MUCH / 2, "after " + sent + " bytes");
            assertTrue(connection.heard().matches("(HTTP/1.1 (413|401|404) [\\s\\S]*)?"), connection.heard());
            assertOthersAreAnswered();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 12})
    void whoReadsOnlyAfterSendingTooMuchStillReadsTheRefusal(int mebibytes) throws IOException {
        byte[] body = new byte[mebibytes * 1024 * 1024];
        String head =
                post("/graphql") + server.key(Role.WRITER) + "\r\nConnection: close\r\nContent-Length: " + body.length;
        try (var socket =
                new Socket(server.baseUri().getHost(), server.baseUri().getPort())) {
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            String heard = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(heard.matches("HTTP/1.1 413 [\\s\\S]*"), heard);
        }
    }

    private static void assertOthersAreAnswered() {
        assertEquals(
                "Query",
                server.graphql("{ __typename }", Map.of())
                        .at("/data/__typename")
                        .asText());
        assertEquals(
                200,
                stripe.deliver(StripeDeliveries.event(
                        "invoice.paid",
                        Instant.now(),
                        StripeDeliveries.fixture("payment_method.attached.card_apple_pay.json"))));
    }

    private static String post(String path) {
        return "POST " + path + " HTTP/1.1\r\nHost: us\r\nContent-Type: application/json\r\nAuthorization: Bearer ";
    }
}
