package org.passwordresets.jsonapi;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.passwordresets.document.SparseFields;

/**
 * What the contract says of every answer, once the controller has made its document: the status of success, the headers, and
 * that members nobody asked for stay away.
 */
@ServerFilter(JsonApi.PATHS)
final class ResponseCompletion {
    private final SparseFields sparseFields;

    ResponseCompletion(SparseFields sparseFields) {
        this.sparseFields = sparseFields;
    }

    @ResponseFilter
    void complete(HttpRequest<?> request, MutableHttpResponse<?> response) {
        ResponseHeaders.add(request, response);
        RequestContext call = RequestContext.of(request);
        if (call != null && response.code() == HttpStatus.OK.getCode()) {
            response.status(call.operation().successStatus());
            if (response.code() != HttpStatus.NO_CONTENT.getCode()) {
                // Not left to the framework, which repeats a wildcard that the client sent and says nothing to a HEAD.
                response.contentType(JsonApi.TYPE);
            }
            if (call.location() != null) {
                response.header(HttpHeaders.LOCATION, call.location());
            }
            if (SparseFields.concern(call.query()) && response.body() != null) {
                response.body(sparseFields.of(response.body(), call.query()));
            }
        }
    }
}
