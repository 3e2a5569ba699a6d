package io.tenderbook.graphql.ws;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A WebSocket and what its session does not see to: messages in many frames, what is written for a client that reads
 * nothing, the wait for such a client, and a goodbye when the server stops.
 */
final class Wire {
    private final WebSocketSession session;
    private final Channel channel;
    private final Duration patience;

    private Wire(WebSocketSession session, Channel channel, Duration patience) {
        this.session = session;
        this.channel = channel;
        this.patience = patience;
    }

    /** @param request the one that is being upgraded */
    static Wire over(WebSocketSession session, HttpRequest<?> request, int longestMessage, Duration patience) {
        var channel = ((NettyHttpRequest<?>) request).getChannelHandlerContext().channel();
        channel.pipeline()
                .addAfter("wsdecoder", "message-limit", new WebSocketFrameAggregator(longestMessage))
                .addAfter("wsdecoder", "manners", new Manners());
        return new Wire(session, channel, patience);
    }

    /** Returns without waiting. */
    void send(String message) {
        if (session.isOpen()) {
            var unused = session.sendAsync(message);
        }
    }

    /** Waits until the client takes the message; one that does not in time is cut off. False once the connection is closed. */
    boolean deliver(String message) throws InterruptedException {
        if (!session.isOpen()) {
            return false;
        }
        try {
            session.sendAsync(message).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException slow) {
            cut();
            return false;
        } catch (ExecutionException closed) {
            return false;
        }
    }

    void ping() {
        if (session.isOpen()) {
            var unused = session.sendPingAsync(new byte[0]);
        }
    }

    void close(CloseReason reason) {
        session.close(reason);
    }

    /** Ends it without a word, because nobody would hear it. */
    void cut() {
        var unused = channel.close();
    }

    private static final class Manners extends ChannelDuplexHandler {
        private boolean saidGoodbye;

        /** Reads on only when what was written has left: who does not listen is not listened to. */
        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            context.channel().config().setAutoRead(context.channel().isWritable());
            context.fireChannelWritabilityChanged();
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            saidGoodbye |= message instanceof CloseWebSocketFrame;
            var unused = context.write(message, promise); // whoever wrote it hears by the promise
        }

        /** A server that stops closes its connections without a word. */
        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            if (!saidGoodbye) {
                var unused = context.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE));
            }
            var unused = context.close(promise);
        }
    }
}
