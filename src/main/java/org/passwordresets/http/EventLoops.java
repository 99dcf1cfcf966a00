package org.passwordresets.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import java.util.concurrent.Executor;

/** The event loop that a request came in on, to return to it from another thread. */
public final class EventLoops {
    private EventLoops() {}

    /** The event loop of a request of the server; the current thread for any other request. */
    public static Executor of(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> netty
                ? netty.getChannelHandlerContext().channel().eventLoop()
                : Runnable::run;
    }
}
