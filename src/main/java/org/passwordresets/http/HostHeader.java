package org.passwordresets.http;

import io.micronaut.core.annotation.Nullable;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the {@code Host} headers of one connection (RFC 9112, section 3.2). Most clients repeat the same host, which is
 * checked once.
 */
final class HostHeader {
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._~-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>\\d{0,5}))?");
    private static final int HIGHEST_PORT = 65535;

    private @Nullable String lastHost;

    /** Why the host of the request is invalid; null if it is valid, or not required in HTTP/1.0. */
    @Nullable
    UnreadableRequest check(HttpRequest request) {
        Iterator<String> hosts = request.headers().valueStringIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return request.protocolVersion() == HttpVersion.HTTP_1_0
                    ? null
                    : UnreadableRequest.malformed("The request has no Host header.");
        }
        String host = hosts.next();
        if (hosts.hasNext()) {
            return UnreadableRequest.malformed("The request has more than one Host header.");
        }
        if (!host.equals(lastHost)) {
            if (!isHost(host)) {
                return UnreadableRequest.malformed(
                        "The Host header is not a host name or address with an optional port.");
            }
            lastHost = host;
        }
        return null;
    }

    /** Whether the text is a host, with or without a port. */
    static boolean isHost(String text) {
        Matcher parts = HOST.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        String port = parts.group("port");
        return port == null || port.isEmpty() || Integer.parseInt(port) <= HIGHEST_PORT;
    }
}
