package org.passwordresets.http;

import io.micronaut.core.annotation.Nullable;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;

/** The request heads of one connection: what the decoder lets pass and HTTP does not. */
final class RequestHead {
    private static final String VERSION_FAILURE = "invalid version format: HTTP/";

    private final HostHeader host = new HostHeader();

    /** Why the request must not go on, apart from what the decoder says itself; null where there is nothing. */
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

    /** A later minor version is spoken to as the latest we know (RFC 9110, section 6.2). */
    private static @Nullable UnreadableRequest checkVersion(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0) {
            return null;
        }
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        return version.majorVersion() == 1 ? null : UnreadableRequest.unknownVersion();
    }

    /** With any other coding it is uncertain where the body ends (RFC 9112, section 6.3). */
    private static @Nullable UnreadableRequest checkTransferCoding(HttpRequest request) {
        Iterator<String> codings = request.headers().valueStringIterator(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.hasNext()) {
            return null;
        }
        String coding = codings.next().strip();
        return HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding) && !codings.hasNext()
                ? null
                : UnreadableRequest.malformed("The only transfer coding that is understood is chunked.");
    }
}
