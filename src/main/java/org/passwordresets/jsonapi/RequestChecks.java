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
import io.micronaut.http.filter.ConditionalFilter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.passwordresets.auth.BearerToken;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.Callers;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.Rights;
import org.passwordresets.document.RequestContext;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.http.ContentCoding;
import org.passwordresets.limit.RateLimitStatus;
import org.passwordresets.query.ParameterReader;
import org.passwordresets.query.QueryReader;
import org.passwordresets.query.ResourceQuery;

/**
 * The checks before a controller is called, in the order in which errors are reported: path, method, token, rate limit,
 * rights, Accept, Content-Type, size; then body, query, document, and whether a customer asks for their own record. Controllers
 * check last that the record exists and that the values are valid: see {@link Submitted#valid}.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class RequestChecks implements ConditionalFilter {
    private static final String BODY = RequestChecks.class.getName();
    private static final byte[] NO_BODY = {};
    private static final String AUTHENTICATED = Authenticated.class.getName();
    private static final String ACCESS_FAILURE = RequestChecks.class.getName() + ".access";
    private static final String RELATIONSHIPS = "/relationships/";
    private static final Set<String> WRITES = Set.of("POST", "PATCH", "DELETE");

    private final Contract contract;
    private final Callers callers;
    private final DocumentReader documents;
    private final QueryReader queries;

    RequestChecks(Contract contract, Callers callers, DocumentReader documents, QueryReader queries) {
        this.contract = contract;
        this.callers = callers;
        this.documents = documents;
        this.queries = queries;
    }

    /** Instead of a pattern, because the framework interprets the patterns of all filters again for each request. */
    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return JsonApi.owns(request.getPath());
    }

    /** The first problem of a request, invalid values included, without ending the request. */
    public Optional<Problem> problem(HttpRequest<?> request, @Nullable byte[] body) {
        return problem(() -> {
            if (authenticate(request) == null) {
                checkHead(request);
                remember(body, request);
                checkContent(CheckedRequest.context(request), request, body).validate(List.of());
            }
        });
    }

    /** The first problem of a request whose body cannot be read. */
    public Optional<Problem> problemOfHead(HttpRequest<?> request) {
        return problem(() -> {
            if (authenticate(request) == null) {
                checkHead(request);
                readQuery(CheckedRequest.context(request), request);
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

    private record Authenticated(Operation operation, Caller caller) {}

    /** Finds the operation and the caller. */
    @RequestFilter
    @Order(1)
    @Nullable
    HttpResponse<?> authenticate(HttpRequest<?> request) {
        if (contract.isForeign()) {
            return null;
        }
        if (request.getMethod() == HttpMethod.OPTIONS) {
            return HttpResponse.noContent().header(HttpHeaders.ALLOW, String.join(", ", allowed(request)));
        }
        request.setAttribute(AUTHENTICATED, new Authenticated(operation(request), caller(request)));
        return null;
    }

    /** Waits for nothing but a look into the database, and only if it must be repeated for a signed-in customer. */
    @RequestFilter
    @Order(2)
    @Nullable
    CompletionStage<Optional<HttpResponse<?>>> checkAccess(HttpRequest<?> request) {
        Authenticated authenticated = authenticated(request);
        if (authenticated == null) {
            return null;
        }
        CompletableFuture<Boolean> access = callers.hasAccess(authenticated.caller());
        if (access.isDone() && !access.isCompletedExceptionally()) {
            requireAccess(access.join());
            return null;
        }
        return access.handle((has, failure) -> {
            if (failure == null) {
                requireAccess(has);
            } else {
                request.setAttribute(ACCESS_FAILURE, failure);
            }
            return Optional.empty();
        });
    }

    /** The database was unavailable. Thrown after the request has been counted, so that the response tells what is left. */
    private static void requireKnownAccess(HttpRequest<?> request) {
        request.getAttribute(ACCESS_FAILURE, CompletionException.class).ifPresent(failure -> {
            throw failure;
        });
    }

    private static void requireAccess(boolean has) {
        if (!has) {
            throw new ApiException(new Problem.InvalidToken(true));
        }
    }

    @Nullable
    private static Authenticated authenticated(HttpRequest<?> request) {
        return (Authenticated) request.getAttribute(AUTHENTICATED).orElse(null);
    }

    /** The other checks that need no body. A client without a token therefore cannot make the server hold a body. */
    @RequestFilter
    @Order(3)
    @Nullable
    CompletionStage<Optional<HttpResponse<?>>> checkHead(HttpRequest<?> request) {
        Authenticated authenticated = authenticated(request);
        if (authenticated == null) {
            return null;
        }
        Operation operation = authenticated.operation();
        Caller caller = authenticated.caller();
        return callers.take(caller, operation.id(), request, allowance -> {
            checkRate(request, allowance);
            requireKnownAccess(request);
            admit(request, caller, operation);
        });
    }

    private void admit(HttpRequest<?> request, Caller caller, Operation operation) {
        checkRight(operation.rights(), caller);
        checkMediaTypes(request, operation);
        checkSize(request.getContentLength(), operation);
        CheckedRequest.begin(request, new RequestContext(operation, caller, request.getPath(), TraceId.of(request)));
    }

    /** Looks the operation up in the contract, not in the framework's routes, because the stub has no routes. */
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
        String token = BearerToken.of(request).orElseThrow(() -> new ApiException(new Problem.InvalidToken(false)));
        return callers.verify(token, request).orElseThrow(() -> new ApiException(new Problem.InvalidToken(true)));
    }

    private static void checkRate(HttpRequest<?> request, @Nullable RateLimitStatus allowance) {
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

    private void checkSize(long bytes, Operation operation) {
        if (bytes > contract.maxBodyBytes(operation)) {
            throw new ApiException(new Problem.PayloadTooLarge(contract.maxBodyBytes(operation)));
        }
    }

    /** The checks that need the body. */
    @RequestFilter
    @Order(4)
    void checkBody(HttpRequest<?> request, @Body @Nullable byte[] body) {
        RequestContext context = CheckedRequest.context(request);
        if (context != null) {
            remember(body, request);
            boolean isRead = body != null && context.operation().document() != null;
            checkContent(context, request, isRead ? decoded(request, body, context.operation()) : null);
        }
    }

    /** Keeps the body as received. */
    public static void remember(@Nullable byte[] body, HttpRequest<?> request) {
        request.setAttribute(BODY, body);
    }

    /** The body as received, readable or not; empty if there is none. */
    public static byte[] receivedBody(HttpRequest<?> request) {
        return (byte[]) request.getAttribute(BODY).orElse(NO_BODY);
    }

    private byte[] decoded(HttpRequest<?> request, byte[] body, Operation operation) {
        List<String> codings = request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING);
        try {
            return ContentCoding.decoded(body, codings, contract.maxBodyBytes(operation))
                    .orElseThrow(() -> new ApiException(new Problem.UnsupportedContentCoding()));
        } catch (ContentCoding.TooLargeException e) {
            throw new ApiException(new Problem.PayloadTooLarge(contract.maxBodyBytes(operation)));
        } catch (IOException e) {
            throw new ApiException(new Problem.UnreadableBody(
                    "The body cannot be decoded completely according to its Content-Encoding."));
        }
    }

    /** @param content the decoded body */
    private CheckedRequest checkContent(RequestContext context, HttpRequest<?> request, @Nullable byte[] content) {
        if (context.operation().document() == null) {
            return checkOwner(readQuery(context, request));
        }
        checkSize(content == null ? 0 : content.length, context.operation());
        DocumentReader.Parsed parsed = documents.parse(content);
        CheckedRequest checked = readQuery(context, request);
        return checkOwner(
                checked.with(documents.check(parsed, context, request)).remember(request));
    }

    private CheckedRequest readQuery(RequestContext context, HttpRequest<?> request) {
        ResourceQuery query = queries.read(context.operation(), request);
        for (String path : query.include()) {
            checkRight(
                    contract.readers(contract.relatedType(context.operation().resourceType(), path)), context.caller());
        }
        DeclaredParameters parameters = DeclaredParameters.ofPath(context.operation(), request);
        ParameterReader.read(context.operation(), query.parameters(), request.getHeaders())
                .forEach((parameter, value) -> parameters.put(parameter.in(), parameter.name(), value));
        return new CheckedRequest(context, query, parameters, null).remember(request);
    }

    private static void checkRight(Rights rights, Caller caller) {
        if (rights.of(caller.callerKind().text()) == Rights.Reach.NONE) {
            throw new ApiException(new Problem.AccessDenied(rights.kinds()));
        }
    }

    /** To a customer who may access only their own record, no other exists. */
    private static CheckedRequest checkOwner(CheckedRequest request) {
        Caller caller = request.context().caller();
        Operation operation = request.operation();
        if (operation.rights().of(caller.callerKind().text()) == Rights.Reach.OWN) {
            String id = (String) request.parameters().value(DeclaredParameters.PATH, Rights.ID);
            if (!id.equals(caller.owner().id())) {
                throw ApiException.notFound(operation.resourceType(), id);
            }
        }
        return request;
    }
}
