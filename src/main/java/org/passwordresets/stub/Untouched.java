package org.passwordresets.stub;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.HttpServerConfiguration.CorsConfiguration;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;

/** Keeps the framework from doing to a proxy's requests and responses what is the business of the server behind it. */
final class Untouched {
    private Untouched() {}

    /** Bodies stay compressed, or not, as they came; and no response gets a date that it did not have. */
    @Singleton
    @Requires(property = "stub.target")
    static final class Bodies implements BeanCreatedEventListener<NettyHttpServerConfiguration> {
        @Override
        public NettyHttpServerConfiguration onCreated(BeanCreatedEvent<NettyHttpServerConfiguration> event) {
            NettyHttpServerConfiguration server = event.getBean();
            server.setCompressionThreshold(-1);
            server.setRequestDecompressionEnabled(false);
            server.setDateHeader(false);
            return server;
        }
    }

    /** Preflights are answered by the server behind. */
    @Singleton
    @Requires(property = "stub.target")
    static final class Origins implements BeanCreatedEventListener<CorsConfiguration> {
        @Override
        public CorsConfiguration onCreated(BeanCreatedEvent<CorsConfiguration> event) {
            event.getBean().setEnabled(false);
            event.getBean().setLocalhostPassThrough(true);
            return event.getBean();
        }
    }
}
