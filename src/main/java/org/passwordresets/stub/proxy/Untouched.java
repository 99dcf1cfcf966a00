package org.passwordresets.stub.proxy;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;

/** A proxy's responses are not compressed, and get no date, unless the server behind it has done that. */
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
