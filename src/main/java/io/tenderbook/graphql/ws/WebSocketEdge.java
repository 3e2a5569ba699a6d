package io.tenderbook.graphql.ws;

import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketPongMessage;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.handler.codec.TooLongFrameException;
import io.tenderbook.graphql.live.LiveSettings;
import io.tenderbook.graphql.live.Pulse;
import jakarta.inject.Named;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket of GraphQL. Who connects proves who it is once the connection is open, as the protocol has it. */
@ServerWebSocket(value = "/graphql/ws", subprotocols = WebSocketEdge.SUBPROTOCOL)
final class WebSocketEdge {
    static final String SUBPROTOCOL = "graphql-transport-ws";

    private static final int LONGEST_MESSAGE = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketEdge.class);

    private final Host host;
    private final LiveSettings settings;
    private final TaskScheduler scheduler;
    private final Map<WebSocketSession, Connection> connections = new ConcurrentHashMap<>();
    private final Pulse heart;

    WebSocketEdge(Host host, LiveSettings settings, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.host = host;
        this.settings = settings;
        this.scheduler = scheduler;
        heart = new Pulse(
                "websocket-heart",
                settings.heartbeat(),
                () -> connections.values().forEach(Connection::beat));
    }

    @OnOpen
    void open(WebSocketSession session, HttpRequest<?> request) {
        if (session.getSubprotocol().isEmpty()) {
            session.close(CloseCode.SUBPROTOCOL_NOT_ACCEPTABLE.because("Subprotocol not acceptable"));
            return;
        }
        var wire = Wire.over(session, request, LONGEST_MESSAGE, settings.patience());
        var connection = new Connection(wire, request.getHeaders()::getAll, host);
        connections.put(session, connection);
        heart.join();
        var unused = scheduler.schedule(settings.patience(), connection::demandInitialisation);
    }

    @OnMessage(maxPayloadLength = LONGEST_MESSAGE)
    void receive(String message, WebSocketSession session) {
        var connection = connections.get(session);
        if (connection != null) {
            connection.receive(message);
        }
    }

    @OnMessage
    void pong(WebSocketPongMessage pong, WebSocketSession session) {
        var connection = connections.get(session);
        if (connection != null) {
            connection.pong();
        }
    }

    /** Called for every end, the client's and ours. */
    @OnClose
    void close(CloseReason reason, WebSocketSession session) {
        var connection = connections.remove(session);
        if (connection != null) {
            heart.leave();
            connection.closed();
        }
        if (reason.getCode() != CloseReason.ABNORMAL_CLOSURE.getCode()) {
            session.close(CloseReason.NORMAL);
        }
    }

    @OnError
    void fail(Throwable failure, WebSocketSession session) {
        if (failure instanceof TooLongFrameException) {
            session.close(CloseReason.MESSAGE_TO_BIG);
        } else {
            LOG.debug("A WebSocket failed", failure);
            session.close(CloseReason.INTERNAL_ERROR);
        }
    }
}
