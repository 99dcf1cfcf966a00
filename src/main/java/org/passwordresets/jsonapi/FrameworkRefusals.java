package org.passwordresets.jsonapi;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.http.UnreadableRequest;
import org.passwordresets.query.UnreadableAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates requests that the framework rejects, before or without our code, into the API's own errors. */
final class FrameworkRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(FrameworkRefusals.class);

    private FrameworkRefusals() {}

    /** @param refused the framework's own response */
    static Problem problem(HttpRequest<?> request, HttpResponse<?> refused, ErrorContext context, long largestBody) {
        HttpStatus status = refused.status();
        Throwable cause = context.getRootCause().orElse(null);
        if (cause instanceof ApiException refusal) {
            return refusal.problem();
        }
        UnreadableRequest unreadable = UnreadableRequest.of(request);
        if (unreadable != null) {
            return problem(unreadable);
        }
        LOG.debug("trace_id={} {} {}", TraceId.of(request), request.getMethod(), status, LoggedFailure.of(cause));
        if (cause instanceof URISyntaxException address) {
            return UnreadableAddress.problem(address);
        }
        return switch (status) {
            case NOT_FOUND -> new Problem.UnknownPath();
            case METHOD_NOT_ALLOWED -> new Problem.MethodNotAllowed(request.getMethodName(), allowed(refused));
            case NOT_ACCEPTABLE -> new Problem.NotAcceptable();
            case UNSUPPORTED_MEDIA_TYPE -> new Problem.UnsupportedMediaType();
            case REQUEST_ENTITY_TOO_LARGE ->
                hasBody(request)
                        ? new Problem.PayloadTooLarge(largestBody)
                        : new Problem.UnreadableBody("The address or a header of the request is too long.");
            case BAD_REQUEST -> new Problem.UnreadableBody("The request cannot be read.");
            default -> {
                LOG.error(
                        "trace_id={} {} {}", TraceId.of(request), request.getMethod(), status, LoggedFailure.of(cause));
                yield new Problem.Unforeseen();
            }
        };
    }

    static Problem problem(UnreadableRequest request) {
        return switch (request.kind()) {
            case MALFORMED ->
                request.getCause() instanceof URISyntaxException address
                        ? UnreadableAddress.problem(address)
                        : new Problem.UnreadableBody(request.getMessage());
            case TOO_SLOW -> new Problem.RequestTooSlow(request.getMessage());
            case UNKNOWN_VERSION -> new Problem.UnknownHttpVersion(request.getMessage());
        };
    }

    private static Set<String> allowed(HttpResponse<?> refused) {
        return refused.getHeaders().getAll(HttpHeaders.ALLOW).stream()
                .flatMap(methods -> Arrays.stream(methods.split("\\s*,\\s*")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** If the request line or a header is too long, the rest of the request is unknown. */
    private static boolean hasBody(HttpRequest<?> request) {
        return request.getContentLength() > 0 || request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
