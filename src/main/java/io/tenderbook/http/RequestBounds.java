package io.tenderbook.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
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

    /** Twice what any route takes: who reads answers has seen the refusal by then. */
    private static final long MOST_BYTES = 2 * 1024 * 1024;

    private final Duration patience;
    private long received;
    private @Nullable Future<?> end;
    private boolean answering;

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
                end(context, Unpooled.EMPTY_BUFFER);
                return;
            }
        }
        context.fireChannelRead(bytes);
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
        context.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
    }

    /** Sees what the bytes were. */
    private final class Progress extends ChannelDuplexHandler {
        private boolean mayBeCutOff;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof LastHttpContent) {
                cancel();
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
