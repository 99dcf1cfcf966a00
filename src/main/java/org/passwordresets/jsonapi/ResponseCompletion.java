package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import java.util.Optional;
import org.passwordresets.document.SparseFields;
import org.passwordresets.generated.model.ResourceLinks;

/**
 * Completes a controller's document with what the contract defines for every response: the success status and the headers.
 * Removes members that the client did not request.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ResponseCompletion implements ConditionalFilter {
    private final SparseFields sparseFields;

    ResponseCompletion(SparseFields sparseFields) {
        this.sparseFields = sparseFields;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return JsonApi.owns(request.getPath());
    }

    @ResponseFilter
    void complete(HttpRequest<?> request, MutableHttpResponse<?> response) {
        ResponseHeaders.add(request, response);
        CheckedRequest checked = CheckedRequest.of(request);
        if (checked != null && response.code() == HttpStatus.OK.getCode()) {
            response.status(checked.operation().successStatus());
            if (response.code() != HttpStatus.NO_CONTENT.getCode()) {
                // The framework would echo a wildcard from the request, and set no type for a HEAD.
                response.contentType(JsonApi.TYPE);
            }
            if (checked.operation().promises(HttpHeaders.LOCATION)) {
                location(response.body()).ifPresent(location -> response.header(HttpHeaders.LOCATION, location));
            }
            if (SparseFields.concern(checked.query()) && response.body() != null) {
                response.body(sparseFields.of(response.body(), checked.query()));
            }
        }
    }

    /** The link to the created resource. */
    private static Optional<String> location(@Nullable Object document) {
        return member(document, "data")
                .flatMap(resource -> member(resource, "links"))
                .map(links -> ((ResourceLinks) links).self());
    }

    private static Optional<Object> member(@Nullable Object object, String name) {
        return object == null
                ? Optional.empty()
                : BeanIntrospector.SHARED
                        .findIntrospection((Class<Object>) object.getClass())
                        .flatMap(record -> record.getProperty(name))
                        .map(member -> member.get(object));
    }
}
