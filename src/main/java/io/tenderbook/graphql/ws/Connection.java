package io.tenderbook.graphql.ws;

import static io.tenderbook.graphql.ws.CloseCode.BAD_REQUEST;
import static io.tenderbook.graphql.ws.CloseCode.FORBIDDEN;
import static io.tenderbook.graphql.ws.CloseCode.INITIALISATION_TIMEOUT;
import static io.tenderbook.graphql.ws.CloseCode.SERVICE_RESTART;
import static io.tenderbook.graphql.ws.CloseCode.SUBSCRIBER_ALREADY_EXISTS;
import static io.tenderbook.graphql.ws.CloseCode.TOO_MANY_INITIALISATION_REQUESTS;
import static io.tenderbook.graphql.ws.CloseCode.UNAUTHORIZED;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.websocket.CloseReason;
import io.tenderbook.graphql.Answers;
import io.tenderbook.graphql.OperationRequest;
import io.tenderbook.graphql.RequestRefusal;
import io.tenderbook.graphql.live.AccessWatch.Farewell;
import io.tenderbook.graphql.live.AccessWatch.Watched;
import io.tenderbook.graphql.live.TooManyException;
import io.tenderbook.graphql.ws.ClientMessage.Complete;
import io.tenderbook.graphql.ws.ClientMessage.ConnectionInit;
import io.tenderbook.graphql.ws.ClientMessage.Ping;
import io.tenderbook.graphql.ws.ClientMessage.Pong;
import io.tenderbook.graphql.ws.ClientMessage.Subscribe;
import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.LogFields;
import io.tenderbook.platform.RequestId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client and the operations that it runs. Before anything else it says who it is. Its messages come one after another
 * on the connection's own thread, which is never blocked; operations run on threads of theirs.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Wire wire;
    private final Function<String, List<String>> headers;
    private final Host host;
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();
    private final Semaphore room;

    /** Used by the connection's thread alone. */
    private boolean initialising;

    private volatile boolean pongDue;
    private volatile @Nullable Caller caller;

    /** These two under the lock of this. */
    private @Nullable Watched watched;

    private boolean closed;

    /** @param headers of the request that was upgraded */
    Connection(Wire wire, Function<String, List<String>> headers, Host host) {
        this.wire = wire;
        this.headers = headers;
        this.host = host;
        room = new Semaphore(host.settings().perConnection());
    }

    void receive(String text) {
        ClientMessage message;
        try {
            message = ClientMessage.read(text);
        } catch (IllegalArgumentException malformed) {
            wire.close(BAD_REQUEST.because(String.valueOf(malformed.getMessage())));
            return;
        }
        switch (message) {
            case ConnectionInit init -> initialise(init.payload());
            case Ping ping -> wire.send(ServerMessage.PONG);
            case Pong pong -> pong();
            case Subscribe subscribe -> subscribe(subscribe.id(), subscribe.payload());
            case Complete complete -> cancel(complete.id());
        }
    }

    /** To be called when the client has had its time to say who it is. */
    void demandInitialisation() {
        if (caller == null) {
            wire.close(INITIALISATION_TIMEOUT.because("Connection initialisation timeout"));
        }
    }

    /** To be called again and again: a client that has not answered since the last time is cut off. */
    void beat() {
        if (pongDue) {
            wire.cut();
        } else {
            pongDue = true;
            wire.ping();
        }
    }

    void pong() {
        pongDue = false;
    }

    /** It is closed, whoever closed it: ends everything that runs for it. */
    void closed() {
        synchronized (this) {
            closed = true;
            if (watched != null) {
                watched.close();
            }
        }
        operations.values().forEach(Operation::cancel);
    }

    private void initialise(JsonNode payload) {
        if (initialising) {
            wire.close(TOO_MANY_INITIALISATION_REQUESTS.because("Too many initialisation requests"));
            return;
        }
        initialising = true;
        var sent = SentCredentials.of(payload, headers);
        Thread.ofVirtual().name("websocket-login").start(() -> {
            try {
                host.authentication()
                        .authenticate(sent)
                        .ifPresentOrElse(this::admit, () -> wire.close(FORBIDDEN.because("Forbidden")));
            } catch (RuntimeException failure) {
                LOG.error("A connection's credentials could not be checked", failure);
                wire.close(CloseReason.INTERNAL_ERROR);
            }
        });
    }

    private synchronized void admit(Caller admitted) {
        if (!closed) {
            watched = host.access().watch(admitted, new Farewell() {
                @Override
                public void lapsed() {
                    wire.close(FORBIDDEN.because("The access has ended"));
                }

                @Override
                public void goingAway() {
                    wire.close(SERVICE_RESTART.because("Connect again"));
                }
            });
            caller = admitted;
            wire.send(ServerMessage.ACKNOWLEDGED);
        }
    }

    private void subscribe(String id, JsonNode payload) {
        var admitted = caller;
        if (admitted == null) {
            wire.close(UNAUTHORIZED.because("Unauthorized"));
        } else if (operations.containsKey(id)) {
            wire.close(SUBSCRIBER_ALREADY_EXISTS.because("Subscriber for " + id + " already exists"));
        } else {
            try {
                start(id, OperationRequest.of(payload), admitted);
            } catch (RequestRefusal malformed) {
                wire.close(BAD_REQUEST.because(String.valueOf(malformed.getMessage())));
            }
        }
    }

    private void start(String id, OperationRequest request, Caller admitted) {
        var requestId = RequestId.of(null);
        if (!host.rate().count(admitted).isZero()) {
            refuse(id, requestId, "You are sending more requests a second than you may. Try again later.");
            return;
        }
        if (!room.tryAcquire()) {
            refuse(id, requestId, "Too many operations run on this connection. End some first.");
            return;
        }
        var operation = new Operation(id, requestId, wire, over -> operations.remove(id, over), room::release);
        operations.put(id, operation);
        var context = PropagatedContext.getOrEmpty()
                .plus(new MdcPropagationContext(Map.of(
                        LogFields.REQUEST_ID,
                        requestId.value(),
                        LogFields.ORGANISATION,
                        admitted.organisationId().toString())));
        Thread.ofVirtual()
                .name("websocket-operation")
                .start(context.wrap(() -> operation.run(() -> host.execution().execute(request, admitted))));
    }

    private void refuse(String id, RequestId requestId, String why) {
        wire.send(ServerMessage.error(id, Answers.of(new TooManyException(why), requestId)));
    }

    private void cancel(String id) {
        var operation = operations.get(id);
        if (operation != null) {
            operation.cancel();
        }
    }
}
