package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.Callers;
import org.passwordresets.auth.RateLimitStatus;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.document.ApiConfiguration;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.http.ContentCoding;
import org.passwordresets.query.QueryReader;

/**
 * What is checked before a controller is called, in the order in which a caller is told: path, method, token, rate limit,
 * rights, Accept, Content-Type, size; then body, query, document. That the record is there, and that the values keep the rules, is said
 * last, by the controllers: see {@link RequestContext#validate}.
 */
@ServerFilter(JsonApi.PATHS)
public final class RequestChecks {
    private static final String BEARER = "bearer ";
    private static final String RELATIONSHIPS = "/relationships/";
    private static final Set<String> WRITES = Set.of("POST", "PATCH", "DELETE");

    private final Contract contract;
    private final Callers callers;
    private final DocumentReader documents;
    private final QueryReader queries;
    private final ApiConfiguration configuration;

    RequestChecks(
            Contract contract,
            Callers callers,
            DocumentReader documents,
            QueryReader queries,
            ApiConfiguration configuration) {
        this.contract = contract;
        this.callers = callers;
        this.documents = documents;
        this.queries = queries;
        this.configuration = configuration;
    }

    /** What the checks have to say against a request, values included; the request itself goes on. */
    public Optional<Problem> problem(HttpRequest<?> request, @Nullable byte[] body) {
        return problem(() -> {
            if (checkHead(request) == null) {
                RequestContext call = RequestContext.of(request);
                call.setReceived(body);
                checkContent(call, request, body);
                call.validate();
            }
        });
    }

    /** The same for a request whose body cannot be looked at. */
    public Optional<Problem> problemOfHead(HttpRequest<?> request) {
        return problem(() -> {
            if (checkHead(request) == null) {
                readQuery(RequestContext.of(request), request);
            }
        });
    }

    private static Optional<Problem> problem(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (ApiException refusal) {
            return Optional.of(refusal.problem());
        }
    }

    /** All that can be told before the body has come; so nobody without a token makes the server hold a body. */
    @RequestFilter
    @Order(1)
    @Nullable
    HttpResponse<?> checkHead(HttpRequest<?> request) {
        if (request.getMethod() == HttpMethod.OPTIONS) {
            return HttpResponse.noContent().header(HttpHeaders.ALLOW, String.join(", ", allowed(request)));
        }
        Operation operation = operation(request);
        Caller caller = caller(request);
        checkRate(request, caller, operation);
        checkRight(caller, operation.rights());
        checkMediaTypes(request, operation);
        checkSize(request.getContentLength());
        RequestContext.begin(request, operation, caller);
        return null;
    }

    /** Asked of the contract, not of the framework's routes: so the stub, which has none, tells the same. */
    private Operation operation(HttpRequest<?> request) {
        String method = request.getMethodName().equals("HEAD") ? "GET" : request.getMethodName();
        return contract.find(method, request.getPath()).orElseThrow(() -> notAllowed(request));
    }

    private ApiException notAllowed(HttpRequest<?> request) {
        Set<String> allowed = allowed(request);
        boolean writesRelationship =
                request.getPath().contains(RELATIONSHIPS) && WRITES.contains(request.getMethodName());
        return new ApiException(
                writesRelationship
                        ? new Problem.RelationshipNotWritable(allowed)
                        : new Problem.MethodNotAllowed(request.getMethodName(), allowed));
    }

    private Set<String> allowed(HttpRequest<?> request) {
        Set<String> methods = new TreeSet<>(contract.methodsOf(request.getPath()));
        if (methods.isEmpty()) {
            throw new ApiException(new Problem.UnknownPath());
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return methods;
    }

    private Caller caller(HttpRequest<?> request) {
        String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new ApiException(new Problem.InvalidToken(false));
        }
        return callers.verify(authorization.substring(BEARER.length()).strip())
                .orElseThrow(() -> new ApiException(new Problem.InvalidToken(true)));
    }

    private void checkRate(HttpRequest<?> request, Caller caller, Operation operation) {
        RateLimitStatus allowance = callers.take(caller, operation.id(), request);
        if (allowance == null) {
            return;
        }
        ResponseHeaders.remember(allowance, request);
        if (allowance.isRefused()) {
            throw new ApiException(new Problem.TooManyRequests(allowance));
        }
    }

    private static void checkMediaTypes(HttpRequest<?> request, Operation operation) {
        if (!Negotiation.accepts(request.getHeaders().getAll(HttpHeaders.ACCEPT))) {
            throw new ApiException(new Problem.NotAcceptable());
        }
        if (operation.document() != null
                && !Negotiation.isJsonApi(request.getHeaders().get(HttpHeaders.CONTENT_TYPE))) {
            throw new ApiException(new Problem.UnsupportedMediaType());
        }
    }

    private void checkSize(long bytes) {
        if (bytes > configuration.largestBody()) {
            throw new ApiException(new Problem.PayloadTooLarge(configuration.largestBody()));
        }
    }

    /** The rest, once the body is there. */
    @RequestFilter
    @Order(2)
    void checkBody(HttpRequest<?> request, @Body @Nullable byte[] body) {
        RequestContext call = RequestContext.of(request);
        if (call != null) {
            call.setReceived(body);
            checkContent(
                    call, request, body == null || call.operation().document() == null ? null : decoded(request, body));
        }
    }

    private byte[] decoded(HttpRequest<?> request, byte[] body) {
        List<String> codings = request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING);
        try {
            return ContentCoding.decoded(body, codings, configuration.largestBody())
                    .orElseThrow(() -> new ApiException(new Problem.UnsupportedContentCoding()));
        } catch (ContentCoding.TooLargeException e) {
            throw new ApiException(new Problem.PayloadTooLarge(configuration.largestBody()));
        } catch (IOException e) {
            throw new ApiException(new Problem.UnreadableBody(
                    "The body is not encoded as its Content-Encoding says, or not completely."));
        }
    }

    /** @param content the body as it was before it was encoded */
    private void checkContent(RequestContext call, HttpRequest<?> request, @Nullable byte[] content) {
        if (call.operation().document() == null) {
            readQuery(call, request);
        } else {
            checkSize(content == null ? 0 : content.length);
            DocumentReader.Parsed parsed = documents.parse(content);
            readQuery(call, request);
            call.setDocument(documents.check(parsed, call, request));
        }
    }

    private void readQuery(RequestContext call, HttpRequest<?> request) {
        call.setQuery(queries.read(call.operation(), request));
        for (String path : call.query().include()) {
            String type = contract.relatedType(call.operation().resourceType(), path);
            checkRight(call.caller(), contract.readers(type));
        }
    }

    private static void checkRight(Caller caller, Set<String> kinds) {
        if (!kinds.contains(caller.kind().text())) {
            throw new ApiException(new Problem.AccessDenied(kinds));
        }
    }
}
