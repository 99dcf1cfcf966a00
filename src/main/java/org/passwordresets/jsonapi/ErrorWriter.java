package org.passwordresets.jsonapi;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.Router;
import io.netty.handler.codec.DecoderException;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.document.RequestContext;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.ErrorDocuments;
import org.passwordresets.error.OAuthProblem;
import org.passwordresets.error.Outage;
import org.passwordresets.error.Problem;
import org.passwordresets.http.CrossOrigin;
import org.passwordresets.http.UnreadableRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every error response. An unavailable database is a 503. An unexpected failure is a 500 that contains only the trace
 * id, with which you find the cause in the log.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ErrorWriter implements ExceptionHandler<Throwable, HttpResponse<?>>, ErrorResponseProcessor<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorWriter.class);

    private static final MediaType PLAIN = MediaType.of("text/plain; charset=utf-8");

    private static final Set<HttpStatus> NO_ROUTE = EnumSet.of(HttpStatus.NOT_FOUND, HttpStatus.METHOD_NOT_ALLOWED);

    private final Router router;
    private final Contract contract;
    private final CrossOrigin crossOrigin;
    private final Collection<Outage.Source> outages;

    ErrorWriter(Router router, Contract contract, CrossOrigin crossOrigin, Collection<Outage.Source> outages) {
        this.router = router;
        this.outages = outages;
        this.contract = contract;
        this.crossOrigin = crossOrigin;
    }

    /** Handles our own errors and unexpected failures. */
    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, Throwable thrown) {
        HttpRequest<?> call = request;
        if (thrown instanceof ApiException refusal) {
            return write(call, refusal.problem());
        }
        if (thrown instanceof UnreadableRequest unreadable) {
            return write(call, FrameworkRefusals.problem(unreadable));
        }
        if (thrown instanceof DecoderException) {
            // The framework decodes every form, even if the operation takes none.
            return write(call, new Problem.UnreadableBody("The body cannot be decoded."));
        }
        if (isClientGone(thrown)) {
            LOG.debug("trace_id={} {} the client has gone away", TraceId.of(call), operation(call));
            return write(call, new Problem.UnreadableBody("The connection was closed before the body was complete."));
        }
        return outages.stream()
                .flatMap(source -> source.outage(thrown).stream())
                .findFirst()
                .map(outage -> unavailable(call, outage))
                .orElseGet(() -> unforeseen(call, thrown));
    }

    /** Whether the client has disconnected. A parsing error is an IOException too, but of another type. */
    private static boolean isClientGone(Throwable thrown) {
        return thrown instanceof ClosedChannelException
                || thrown instanceof EOFException
                || thrown instanceof SocketException;
    }

    /** Logs one line without a stack trace, because an outage causes many of them. */
    private static MutableHttpResponse<Object> unavailable(HttpRequest<?> request, Outage outage) {
        LOG.warn("trace_id={} {} failed: {}", TraceId.of(request), operation(request), outage.cause());
        return write(request, outage.problem());
    }

    private static MutableHttpResponse<Object> unforeseen(HttpRequest<?> request, Throwable thrown) {
        LOG.error("trace_id={} {} failed", TraceId.of(request), operation(request), LoggedFailure.of(thrown));
        return write(request, new Problem.Unforeseen());
    }

    /** Handles requests that the framework rejects by itself. */
    @Override
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpRequest<?> request = context.getRequest();
        MutableHttpResponse<Object> refusal = write(
                request,
                withoutRoute(request, response)
                        .orElseGet(() ->
                                FrameworkRefusals.problem(request, response, context, contract.maxBodyBytes(null))));
        crossOrigin.shareRefusal(request, refusal);
        return refusal;
    }

    /**
     * The problem of a request that the contract allows and no controller gets. If there is a controller, its route takes
     * fewer characters than the contract: no record has such an id.
     */
    private Optional<Problem> withoutRoute(HttpRequest<?> request, HttpResponse<?> refused) {
        RequestContext accepted = CheckedRequest.context(request);
        if (accepted == null || !NO_ROUTE.contains(refused.status())) {
            return Optional.empty();
        }
        Operation operation = accepted.operation();
        return Optional.of(
                isRouted(operation)
                        ? recordNotFound(request.getPath().split("/"))
                        : Problem.NotImplemented.operation(operation.serverMethod()));
    }

    private boolean isRouted(Operation operation) {
        return router.uriRoutes()
                .anyMatch(route -> route.getHttpMethodName().equals(operation.method())
                        && route.getUriMatchTemplate().toString().equals(operation.path()));
    }

    /** @param segments of {@code /api/TYPE/ID} and what may follow */
    private static Problem recordNotFound(String[] segments) {
        return segments.length < 4 ? new Problem.UnknownPath() : new Problem.RecordNotFound(segments[2], segments[3]);
    }

    private static MutableHttpResponse<Object> write(HttpRequest<?> request, Problem problem) {
        LOG.debug("trace_id={} {} {}", TraceId.of(request), operation(request), problem.code());
        HttpStatus status = HttpStatus.valueOf(problem.code().status());
        MutableHttpResponse<Object> response = form(request, status, problem);
        problem.headers().forEach(response::header);
        ResponseHeaders.add(request, response);
        return response;
    }

    private static MutableHttpResponse<Object> form(HttpRequest<?> request, HttpStatus status, Problem problem) {
        if (OAuthProblem.concerns(request)) {
            return OAuthProblem.of(status).response();
        }
        return JsonApi.concerns(request)
                ? document(request, status, problem)
                : HttpResponse.<Object>status(status).contentType(PLAIN).body(plainText(request, problem));
    }

    /** Omits details about JSON:API, which do not concern readers of the docs. */
    private static String plainText(HttpRequest<?> request, Problem problem) {
        boolean isGeneral =
                !(problem instanceof Problem.NotAcceptable || problem instanceof Problem.UnsupportedMediaType);
        return "%s.%s%ntrace_id: %s%n"
                .formatted(problem.code().title(), isGeneral ? " " + problem.detail() : "", TraceId.of(request));
    }

    private static MutableHttpResponse<Object> document(HttpRequest<?> request, HttpStatus status, Problem problem) {
        RequestContext call = CheckedRequest.context(request);
        return HttpResponse.<Object>status(status)
                .contentType(JsonApi.TYPE)
                .body(ErrorDocuments.of(problem, TraceId.of(request), call == null ? null : call.operation()));
    }

    /** Omits the address and unknown methods, because a caller may have put a token into either. */
    private static String operation(HttpRequest<?> request) {
        RequestContext call = CheckedRequest.context(request);
        return call == null ? request.getMethod().name() : call.operation().id();
    }
}
