package org.passwordresets.http;

import io.micronaut.core.annotation.Nullable;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;

/** Checks request heads for what the decoder accepts but HTTP forbids. */
final class RequestHead {
    private static final String VERSION_FAILURE = "invalid version format: HTTP/";

    private final HostHeader host = new HostHeader();

    /** Why the request must be refused, apart from the decoder's own errors; null if it is valid. */
    @Nullable
    UnreadableRequest check(HttpRequest request) {
        UnreadableRequest target = RequestTarget.check(request);
        if (request.decoderResult().isFailure()) {
            return checkFailure(request.decoderResult().cause());
        }
        UnreadableRequest version = checkVersion(request);
        if (version != null || target != null) {
            return version != null ? version : target;
        }
        UnreadableRequest framing = checkTransferCoding(request);
        return framing != null ? framing : host.check(request);
    }

    private static @Nullable UnreadableRequest checkFailure(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith(VERSION_FAILURE)
                ? UnreadableRequest.unknownVersion()
                : null;
    }

    /** A later minor version is treated as the latest one we support (RFC 9110, section 6.2). */
    private static @Nullable UnreadableRequest checkVersion(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0) {
            return null;
        }
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        return version.majorVersion() == 1 ? null : UnreadableRequest.unknownVersion();
    }

    /** With any other coding, the end of the body is unclear (RFC 9112, section 6.3). */
    private static @Nullable UnreadableRequest checkTransferCoding(HttpRequest request) {
        Iterator<String> codings = request.headers().valueStringIterator(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.hasNext()) {
            return null;
        }
        String coding = codings.next().strip();
        return HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding) && !codings.hasNext()
                ? null
                : UnreadableRequest.malformed("The only supported transfer coding is chunked.");
    }
}
