package org.passwordresets.jsonapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.Violation;
import org.passwordresets.document.RequestContext;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.query.ResourceQuery;

/**
 * A request that {@link RequestChecks} found nothing wrong with, except perhaps the values in its document: those are
 * refused once the record is found, since a missing record goes first.
 *
 * @param query the query parameters that belong to a family of JSON:API
 * @param parameters all others that the contract declares
 * @param document null where the operation takes none
 */
public record CheckedRequest(
        RequestContext context,
        ResourceQuery query,
        DeclaredParameters parameters,
        @Nullable ReadDocument document) {
    private static final String ATTRIBUTE = CheckedRequest.class.getName();
    private static final String CONTEXT = RequestContext.class.getName();

    static void begin(HttpRequest<?> request, RequestContext context) {
        request.setAttribute(CONTEXT, context);
    }

    /** Known as soon as the operation and the caller are; null before. */
    @Nullable
    public static RequestContext context(HttpRequest<?> request) {
        return (RequestContext) request.getAttribute(CONTEXT).orElse(null);
    }

    /** Null until the query has been read. The document is there once it has been read, too. */
    @Nullable
    public static CheckedRequest of(HttpRequest<?> request) {
        return (CheckedRequest) request.getAttribute(ATTRIBUTE).orElse(null);
    }

    CheckedRequest remember(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
        return this;
    }

    CheckedRequest with(ReadDocument read) {
        return new CheckedRequest(context, query, parameters, read);
    }

    /** Which operation is called. */
    public Operation operation() {
        return context.operation();
    }

    /** The valid part of the request's document as JSON; missing where the operation takes none. */
    public JsonNode body() {
        return document == null ? MissingNode.getInstance() : document.tree();
    }

    /** Whether the document writes the attribute, rightly or wrongly. */
    public boolean mentions(String attribute) {
        return document != null && document.mentions(attribute);
    }

    /**
     * Ends the request with 422 where the contract's schema, or the caller of this method, found a value that breaks a rule;
     * all of them go into one response.
     *
     * @param more what only the domain can know, such as an e-mail that is taken
     */
    public void validate(List<Violation> more) {
        List<Violation> known = document == null ? List.of() : document.violations();
        if (!known.isEmpty() || !more.isEmpty()) {
            throw new ApiException(new Problem.Invalid(
                    Stream.concat(known.stream(), more.stream()).toList()));
        }
    }
}
