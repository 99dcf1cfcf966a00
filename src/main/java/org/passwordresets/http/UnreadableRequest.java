package org.passwordresets.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.HttpObject;
import java.net.URISyntaxException;
import java.nio.channels.ClosedChannelException;

/**
 * A request that cannot be read completely or reliably. After its response, the connection is closed, because what follows
 * may not be a request. For the framework it is the end of the input, which it does not report as an error of the server.
 */
public final class UnreadableRequest extends ClosedChannelException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String detail;

    /** The kinds of malformed requests. */
    public enum Kind {
        /** It violates HTTP: 400. */
        MALFORMED,
        /** It did not arrive in time: 408. */
        TOO_SLOW,
        /** Its HTTP version is neither 1.0 nor 1.1: 505. */
        UNKNOWN_VERSION
    }

    private UnreadableRequest(Kind kind, String detail) {
        this.kind = kind;
        this.detail = detail;
    }

    static UnreadableRequest malformed(String detail) {
        return new UnreadableRequest(Kind.MALFORMED, detail);
    }

    /** @param index of the illegal character in the request target, which the cause has */
    static UnreadableRequest malformedTarget(String target, int index) {
        UnreadableRequest request = malformed("The request target cannot be read.");
        request.initCause(new URISyntaxException(target, "Illegal character", index));
        return request;
    }

    static UnreadableRequest tooSlow(String detail) {
        return new UnreadableRequest(Kind.TOO_SLOW, detail);
    }

    static UnreadableRequest unknownVersion() {
        return new UnreadableRequest(Kind.UNKNOWN_VERSION, "The HTTP version of the request must be 1.0 or 1.1.");
    }

    /** Why the head of the request cannot be read; null if it can, or if the reason is unknown. */
    @Nullable
    public static UnreadableRequest of(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> netty
                        && cause(netty.getNativeRequest()) instanceof UnreadableRequest reason
                ? reason
                : null;
    }

    private static Throwable cause(HttpObject request) {
        return request.decoderResult().cause();
    }

    public Kind kind() {
        return kind;
    }

    /** The detail for the client. It never quotes the request. */
    @Override
    public String getMessage() {
        return detail;
    }

    /** Without a stack trace, because the server is not at fault. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
