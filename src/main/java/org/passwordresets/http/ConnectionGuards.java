package org.passwordresets.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;

/** Adds a {@link ConnectionGuard} to each HTTP/1 connection. */
@Singleton
final class ConnectionGuards implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private static final String CODEC = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;

    private final ConnectionConfiguration configuration;
    private final BeanProvider<NettyHttpServerConfiguration> server;

    ConnectionGuards(ConnectionConfiguration configuration, BeanProvider<NettyHttpServerConfiguration> server) {
        this.configuration = configuration;
        this.server = server;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                return role == ChannelRole.CONNECTION ? new OfConnection(channel) : this;
            }
        });
        return event.getBean();
    }

    /** A proxy does not. */
    private boolean compresses() {
        return server.get().getCompressionThreshold() >= 0;
    }

    private final class OfConnection implements NettyServerCustomizer {
        private final Channel channel;

        OfConnection(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onStreamPipelineBuilt() {
            ChannelPipeline pipeline = channel.pipeline();
            if (pipeline.get(CODEC) != null) {
                ConnectionGuard guard = new ConnectionGuard(configuration, compresses());
                channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
                pipeline.addBefore(CODEC, "bytes", guard.bytes());
                pipeline.addAfter(CODEC, "guard", guard);
            }
        }
    }
}
