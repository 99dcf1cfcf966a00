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
 * A request that has passed {@link RequestChecks}. The values in its document are validated after the record is found,
 * because a missing record takes precedence.
 *
 * @param query the query parameters of the JSON:API families
 * @param parameters all other declared parameters
 * @param document null if the operation takes none
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

    /** The context; null until the operation and the caller are known. */
    @Nullable
    public static RequestContext context(HttpRequest<?> request) {
        return (RequestContext) request.getAttribute(CONTEXT).orElse(null);
    }

    /** The checked request; null until the query has been read. The document follows once the body has been read. */
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

    /** The called operation. */
    public Operation operation() {
        return context.operation();
    }

    /** The valid part of the document as JSON; missing if the operation takes none. */
    public JsonNode body() {
        return document == null ? MissingNode.getInstance() : document.tree();
    }

    /** Whether the document contains the attribute, valid or not. */
    public boolean mentions(String attribute) {
        return document != null && document.mentions(attribute);
    }

    /**
     * Throws one 422 with all violations: those of the contract's schema and those given.
     *
     * @param more violations that only the domain can detect, such as an email address that is taken
     */
    public void validate(List<Violation> more) {
        List<Violation> known = document == null ? List.of() : document.violations();
        if (!known.isEmpty() || !more.isEmpty()) {
            throw new ApiException(new Problem.Invalid(
                    Stream.concat(known.stream(), more.stream()).toList()));
        }
    }
}
