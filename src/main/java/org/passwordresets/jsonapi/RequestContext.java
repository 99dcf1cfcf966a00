package org.passwordresets.jsonapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.Violation;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ResourceLinks;
import org.passwordresets.generated.model.ResourceMeta;
import org.passwordresets.query.ResourceQuery;

/**
 * One call of an operation, as {@link RequestChecks} left it: who calls, what it asks for, and what is wrong with its
 * document's values. On the side of a client it carries the query parameters alone: see {@link #asking}.
 */
public final class RequestContext {
    private static final String ATTRIBUTE = RequestContext.class.getName();

    private final String path;
    private final String traceId;
    private final @Nullable Operation operation;
    private final @Nullable Caller caller;
    private Map<String, String> parameters = Map.of();
    private @Nullable ResourceQuery query;
    private @Nullable byte[] received;
    private @Nullable ReadDocument document;
    private @Nullable String location;

    private RequestContext(String path, String traceId, @Nullable Operation operation, @Nullable Caller caller) {
        this.path = path;
        this.traceId = traceId;
        this.operation = operation;
        this.caller = caller;
    }

    /** For clients: a call with these query parameters, names and values in turn. */
    public static RequestContext asking(String... namesAndValues) {
        RequestContext call = new RequestContext("", "", null, null);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        call.parameters = parameters;
        return call;
    }

    static RequestContext begin(HttpRequest<?> request, Operation operation, Caller caller) {
        RequestContext call = new RequestContext(request.getPath(), TraceId.of(request), operation, caller);
        request.setAttribute(ATTRIBUTE, call);
        return call;
    }

    /** The call that the request has become; null before the checks have let it become one. */
    @Nullable
    public static RequestContext of(HttpRequest<?> request) {
        return (RequestContext) request.getAttribute(ATTRIBUTE).orElse(null);
    }

    /** The call has made a resource, which the answer's {@code Location} leads to. */
    public void created(ResourceLinks links) {
        this.location = links.self();
    }

    @Nullable
    String location() {
        return location;
    }

    void setQuery(ResourceQuery query) {
        this.query = query;
    }

    void setDocument(ReadDocument document) {
        this.document = document;
    }

    @Nullable
    ReadDocument document() {
        return document;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** 64 hexadecimal digits, one for each request: in the log, in {@code meta}, in errors. */
    public String traceId() {
        return traceId;
    }

    /** The address's path, without the query. */
    public String path() {
        return path;
    }

    /** What each resource of the answer carries in its {@code meta}. */
    public ResourceMeta meta() {
        return new ResourceMeta(caller.mode(), caller.organizationId(), traceId);
    }

    /** Which operation is called. */
    public Operation operation() {
        return operation;
    }

    /** Who calls. */
    public Caller caller() {
        return caller;
    }

    void setReceived(@Nullable byte[] body) {
        received = body;
    }

    /** The body as it came, readable or not; null where there was none. */
    @Nullable
    public byte[] received() {
        return received;
    }

    /** The request's document as JSON; missing where the operation takes none. */
    public JsonNode body() {
        return document == null ? MissingNode.getInstance() : document.tree();
    }

    /** What the query parameters ask for. */
    public ResourceQuery query() {
        return query;
    }

    /** Whether it is for a list with a filter or a sort, which may be slow. */
    public boolean isSearch() {
        return query != null && query.isSearch();
    }

    /** Whether the document writes the attribute, rightly or wrongly. */
    public boolean mentions(String attribute) {
        return document != null && document.mentions(attribute);
    }

    /**
     * Ends the call with 422 where the contract's schema, or the caller of this method, found a value that breaks a rule;
     * all of them go into one answer. To be called once the record is found, because a missing record is answered first.
     *
     * @param more what only the domain can know, such as an e-mail that is taken
     */
    public void validate(Violation... more) {
        List<Violation> known = document == null ? List.of() : document.violations();
        if (!known.isEmpty() || more.length > 0) {
            throw new ApiException(new Problem.Invalid(
                    Stream.concat(known.stream(), Stream.of(more)).toList()));
        }
    }

    /** The same, for a list. */
    public void validate(List<Violation> more) {
        validate(more.toArray(Violation[]::new));
    }

    /**
     * A request's document as it was read.
     *
     * @param tree what is valid of it: attributes that break a rule are taken out
     * @param bytes the tree as JSON
     * @param violations what was wrong with the others
     */
    record ReadDocument(JsonNode tree, byte[] bytes, List<Violation> violations) {
        ReadDocument {
            violations = List.copyOf(violations);
        }

        boolean mentions(String attribute) {
            return tree.path("data").path("attributes").has(attribute)
                    || violations.stream().anyMatch(violation -> violation.isAt(attribute));
        }

        /** Without the document, which may hold a password or a token. */
        @Override
        public String toString() {
            return "ReadDocument[" + violations + "]";
        }
    }
}
