package org.passwordresets.stub.proxy;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;

/** Turns off compression and the date header, so that the proxy's responses remain as the server sent them. */
@Singleton
@Requires(property = "stub.target")
final class Untouched implements BeanCreatedEventListener<NettyHttpServerConfiguration> {
    @Override
    public NettyHttpServerConfiguration onCreated(BeanCreatedEvent<NettyHttpServerConfiguration> event) {
        NettyHttpServerConfiguration server = event.getBean();
        server.setCompressionThreshold(-1);
        server.setDateHeader(false);
        return server;
    }
}
