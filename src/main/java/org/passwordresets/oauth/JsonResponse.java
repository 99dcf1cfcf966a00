package org.passwordresets.oauth;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Successful responses, which are JSON whatever {@code Accept} says. */
final class JsonResponse {
    private JsonResponse() {}

    static <T> MutableHttpResponse<T> of(T body) {
        return HttpResponse.ok(body).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** Nobody may store it (RFC 6749, section 5.1). */
    static <T> MutableHttpResponse<T> secret(T body) {
        return of(body).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
