package io.tenderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A client of {@code graphql-transport-ws} that says what a test tells it to, right or wrong. */
public final class SocketClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private volatile boolean deaf;

    private SocketClient(URI server, Map<String, String> headers, String subprotocol) {
        var builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (!subprotocol.isEmpty()) {
            builder.subprotocols(subprotocol);
        }
        URI address = URI.create(server.toString().replaceFirst("http", "ws")).resolve("/graphql/ws");
        socket = builder.buildAsync(address, new Listener()).join();
    }

    public static SocketClient open(URI server) {
        return open(server, Map.of(), "graphql-transport-ws");
    }

    /** @param subprotocol empty for none */
    public static SocketClient open(URI server, Map<String, String> headers, String subprotocol) {
        return new SocketClient(server, headers, subprotocol);
    }

    /** Opens a connection that a role has been let into. */
    public static SocketClient as(Role role, TestServer server) {
        var client = open(server.baseUri());
        client.initialise(credentials(role, server));
        client.expect("connection_ack");
        return client;
    }

    public static Map<String, String> credentials(Role role, TestServer server) {
        return Map.of(
                "x-api-key",
                server.key(role),
                "organisation",
                server.organisation().slug());
    }

    public void initialise(Map<String, ?> payload) {
        say(Map.of("type", "connection_init", "payload", payload));
    }

    public void subscribe(String id, String document, Map<String, ? extends @Nullable Object> variables) {
        say(Map.of("id", id, "type", "subscribe", "payload", Map.of("query", document, "variables", variables)));
    }

    public void complete(String id) {
        say(Map.of("id", id, "type", "complete"));
    }

    public void say(Map<String, ?> message) {
        say(Json.write(message));
    }

    public void say(String text) {
        socket.sendText(text, true).join();
    }

    /** Reads one message more and then nothing, not even what keeps a connection alive. */
    public void goDeaf() {
        deaf = true;
    }

    /** Whether the server stops taking messages, of which each is told its number. */
    public boolean stallsWithin(int times, IntFunction<String> text) {
        for (int i = 0; i < times; i++) {
            try {
                socket.sendText(text.apply(i), true).get(5, TimeUnit.SECONDS);
            } catch (TimeoutException stalled) {
                return true;
            } catch (InterruptedException | ExecutionException failure) {
                throw new IllegalStateException(failure);
            }
        }
        return false;
    }

    /** A piece of a message of which more is to come. */
    public void sayMore(String piece) {
        socket.sendText(piece, false).join();
    }

    /** The next message, which is of this type. */
    public JsonNode expect(String type) {
        String message = listen();
        JsonNode json = Json.parse(message.startsWith("{") ? message : "{\"type\":\"" + message + "\"}");
        assertEquals(type, json.path("type").asText(), message);
        return json;
    }

    /** The value of the only field of the next result of this operation. */
    public JsonNode expectField(String id) {
        var next = expect("next");
        assertEquals(id, next.path("id").textValue(), next.toString());
        assertEquals("", next.at("/payload/errors").toString(), next.toString());
        return next.at("/payload/data").elements().next();
    }

    /** Nothing more comes but the end of the connection. Returns the words that came with it. */
    public String expectClosed(int code) {
        String end = listen();
        assertEquals("closed " + code, end.substring(0, Math.min(end.length(), 11)), end);
        return end.substring("closed 1234 ".length());
    }

    private String listen() {
        try {
            String message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertNotNull(message, "nothing came");
            return message;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Closes it as a client does who is done. */
    public void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Drops the connection without a word. */
    public void vanish() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
            text.append(piece);
            if (last) {
                heard.add(text.toString());
                text.setLength(0);
            }
            if (!deaf) {
                socket.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            heard.add("closed " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            heard.add("failed " + failure);
        }
    }
}
