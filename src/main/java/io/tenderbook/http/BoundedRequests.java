package io.tenderbook.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Puts a {@link RequestBounds} on every connection, before anybody reads from it. */
@Singleton
final class BoundedRequests implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final Duration patience;

    BoundedRequests(@Value("${tenderbook.request-deadline:20s}") Duration patience) {
        this.patience = patience;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        var registry = event.getBean();
        registry.register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                return role == ChannelRole.CONNECTION ? new Connection(channel) : this;
            }
        });
        return registry;
    }

    private final class Connection implements NettyServerCustomizer {
        private final Channel channel;

        Connection(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onStreamPipelineBuilt() {
            RequestBounds.watch(channel.pipeline(), ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, patience);
        }
    }
}
