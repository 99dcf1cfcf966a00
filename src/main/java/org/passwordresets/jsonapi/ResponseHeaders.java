package org.passwordresets.jsonapi;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import org.passwordresets.document.RequestContext;
import org.passwordresets.limit.RateLimitStatus;

/** The headers of every response, successful or not. */
final class ResponseHeaders {
    /** RFC 9745. */
    private static final String DEPRECATION = "Deprecation";

    private static final String ALLOWANCE = RateLimitStatus.class.getName();

    private ResponseHeaders() {}

    /** Keeps the rate limit status of the request for its response. */
    static void remember(RateLimitStatus allowance, HttpRequest<?> request) {
        request.setAttribute(ALLOWANCE, allowance);
    }

    /** Adds the headers. Calling it again has no effect. */
    static void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
        // All responses contain personal data, and some contain reset tokens.
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        request.getAttribute(ALLOWANCE, RateLimitStatus.class)
                .ifPresent(allowance ->
                        allowance.headers().forEach((name, value) -> addUnlessThere(name, value, response)));
        RequestContext context = CheckedRequest.context(request);
        if (context != null && context.operation().deprecation() != null) {
            response.getHeaders().set(DEPRECATION, context.operation().deprecation());
        }
    }

    /** The stub's examples of an exceeded rate limit have their own headers. */
    private static void addUnlessThere(String name, String value, MutableHttpResponse<?> response) {
        if (!response.getHeaders().contains(name)) {
            response.getHeaders().add(name, value);
        }
    }
}
