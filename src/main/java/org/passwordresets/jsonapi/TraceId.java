package org.passwordresets.jsonapi;

import io.micronaut.http.HttpRequest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Identifies one request, so that you can find its response in the log. It is not a secret and reveals no ids or tokens. */
final class TraceId {
    private static final String ATTRIBUTE = TraceId.class.getName();
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TraceId() {}

    /** The request's trace id, created at the first call. */
    static String of(HttpRequest<?> request) {
        Object known = request.getAttribute(ATTRIBUTE).orElse(null);
        if (known != null) {
            return (String) known;
        }
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String traceId = HexFormat.of().formatHex(bytes);
        request.setAttribute(ATTRIBUTE, traceId);
        return traceId;
    }
}
