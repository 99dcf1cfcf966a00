package org.passwordresets.auth;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** The access token of a request (RFC 6750, section 2.1). */
public final class BearerToken {
    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    /** The token; empty if there is none. */
    public static Optional<String> of(HttpRequest<?> request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeaders.AUTHORIZATION))
                .filter(authorization -> authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(authorization -> authorization.substring(SCHEME.length()).strip());
    }
}
