package io.tenderbook.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.PromiseNotifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose request does not arrive as a whole in time, counted from its first byte, or goes on after it was
 * refused for its length: neither a head nor a body that comes byte by byte, nor one without an end, holds anything for
 * longer. A connection that waits between two requests is left alone, and so is one that has become a WebSocket. Of one
 * connection, on its event loop alone.
 */
final class RequestBounds extends ChannelDuplexHandler {
    private static final byte[] LATE = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    /** Twice what any route takes. What comes after it is thrown away unseen. */
    private static final long MOST_BYTES = 2 * 1024 * 1024;

    /**
     * Closing while bytes are unread would take back the refusal from who has not read it yet, so a connection is first
     * closed to one side, as RFC 9112, section 9.6, asks for.
     */
    private static final long MOST_THROWN_AWAY = 14 * 1024 * 1024;

    private final Duration patience;
    private long received;
    private @Nullable Future<?> end;
    private boolean answering;
    private boolean lingering;

    private RequestBounds(Duration patience) {
        this.patience = patience;
    }

    static void watch(ChannelPipeline pipeline, String codec, Duration patience) {
        var bounds = new RequestBounds(patience);
        pipeline.addBefore(codec, "request-bounds", bounds);
        pipeline.addAfter(codec, "request-progress", bounds.new Progress());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (context.pipeline().get(HttpServerCodec.class) != null) {
            begin(context);
            received += bytes instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
            if (received > MOST_BYTES) {
                ReferenceCountUtil.release(bytes);
                throwAway(context);
                return;
            }
        }
        context.fireChannelRead(bytes);
    }

    private void throwAway(ChannelHandlerContext context) {
        if (received > MOST_BYTES + MOST_THROWN_AWAY) {
            end(context, Unpooled.EMPTY_BUFFER);
        } else if (answering) {
            closeOneSide(context);
        }
    }

    private void closeOneSide(ChannelHandlerContext context) {
        if (!lingering && context.channel() instanceof DuplexChannel connection) {
            lingering = true;
            connection.config().setAutoRead(true);
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
                var unused = connection.shutdownOutput();
            });
        }
    }

    /** Called by whoever answered; {@link #end} does not come by here. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (end != null && answering) {
            closeOneSide(context);
            var unused = PromiseNotifier.cascade(context.channel().closeFuture(), promise);
        } else {
            var unused = context.close(promise);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) throws Exception {
        answering = true;
        super.write(context, bytes, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    private void begin(ChannelHandlerContext context) {
        if (end == null) {
            answering = false;
            received = 0;
            end = context.executor().schedule(() -> late(context), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void cancel() {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }

    /** What has been answered already, such as a refusal, is not followed by a second answer. */
    private void late(ChannelHandlerContext context) {
        end(context, answering ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(LATE));
    }

    private static void end(ChannelHandlerContext context, ByteBuf last) {
        context.writeAndFlush(last).addListener(written -> {
            var unused = context.close();
        });
    }

    /** Sees what the bytes were. */
    private final class Progress extends ChannelDuplexHandler {
        private boolean mayBeCutOff;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof LastHttpContent) {
                cancel();
                if (lingering) {
                    end(context, Unpooled.EMPTY_BUFFER);
                }
            } else if (message instanceof HttpRequest request) {
                begin(context.pipeline().context(RequestBounds.this));
                mayBeCutOff = request.decoderResult().isSuccess()
                        && (HttpUtil.isTransferEncodingChunked(request)
                                || HttpUtil.getContentLength(request, 0L) > MOST_BYTES);
            }
            context.fireChannelRead(message);
        }

        /** Who goes on sending after its answer has to hear that this connection is not one for the next request. */
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof HttpResponse response && end != null && mayBeCutOff) {
                HttpUtil.setKeepAlive(response, false);
            }
            super.write(context, message, promise);
        }
    }
}
