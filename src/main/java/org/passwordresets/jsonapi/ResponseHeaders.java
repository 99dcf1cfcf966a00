package org.passwordresets.jsonapi;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import org.passwordresets.auth.RateLimitStatus;

/** The headers of every answer, be it a document or an error. */
final class ResponseHeaders {
    private static final String ALLOWANCE = RateLimitStatus.class.getName();

    private ResponseHeaders() {}

    /** Remembers what the request's client has left. */
    static void remember(RateLimitStatus allowance, HttpRequest<?> request) {
        request.setAttribute(ALLOWANCE, allowance);
    }

    /** Adds them; adding them twice does nothing. */
    static void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
        // Personal data in all of them, reset tokens in some.
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        request.getAttribute(ALLOWANCE, RateLimitStatus.class)
                .ifPresent(allowance ->
                        allowance.headers().forEach((name, value) -> addUnlessThere(name, value, response)));
    }

    /** The stub's examples of a used up limit bring their own. */
    private static void addUnlessThere(String name, String value, MutableHttpResponse<?> response) {
        if (!response.getHeaders().contains(name)) {
            response.getHeaders().add(name, value);
        }
    }
}
