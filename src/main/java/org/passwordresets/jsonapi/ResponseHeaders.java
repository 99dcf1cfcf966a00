package org.passwordresets.jsonapi;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** What goes around the documents: the status that the contract gives to success, and the headers of every answer. */
@ServerFilter(JsonApi.PATHS)
final class ResponseHeaders {
    @ResponseFilter
    void complete(HttpRequest<?> request, MutableHttpResponse<?> response) {
        // Personal data in all of them, reset tokens in some.
        response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        Call call = Call.of(request);
        if (call != null && response.code() == HttpStatus.OK.getCode()) {
            response.status(call.operation().successStatus());
        }
    }
}
