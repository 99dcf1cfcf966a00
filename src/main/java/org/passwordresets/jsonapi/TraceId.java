package org.passwordresets.jsonapi;

import io.micronaut.http.HttpRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names one request, so that an answer can be found in the log. It is no secret and opens nothing. */
final class TraceId {
    private static final String ATTRIBUTE = TraceId.class.getName();
    private static final int BYTES = 32;

    private TraceId() {}

    /** The request's trace id, made when it is first asked for. */
    static String of(HttpRequest<?> request) {
        Object known = request.getAttribute(ATTRIBUTE).orElse(null);
        if (known != null) {
            return (String) known;
        }
        byte[] bytes = new byte[BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        String traceId = HexFormat.of().formatHex(bytes);
        request.setAttribute(ATTRIBUTE, traceId);
        return traceId;
    }
}
