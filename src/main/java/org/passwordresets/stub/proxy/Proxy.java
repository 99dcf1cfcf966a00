package org.passwordresets.stub.proxy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.http.server.netty.NettyHttpRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.RequestedFields;
import org.passwordresets.contract.ResponseCheck;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.http.ContentCoding;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.jsonapi.RequestChecks;
import org.passwordresets.stub.Finding;
import org.passwordresets.stub.StubConfiguration;

/**
 * Forwards everything between a client and a server unchanged, and reports where either violates the contract. It runs before
 * all checks and before everything that adds to a response.
 */
// The stub's own pages are not forwarded.
@ServerFilter(patterns = "/(?!__stub).*", patternStyle = FilterPatternStyle.REGEX)
@Requires(property = "stub.target")
final class Proxy implements ConditionalFilter {
    private static final int MAX_BODY = 64 * 1024 * 1024;

    private final Upstream upstream;
    private final boolean errors;
    private final RequestChecks checks;
    private final Contract contract;
    private final LoadingCache<Operation, ResponseCheck> promises =
            Caffeine.newBuilder().weakKeys().build(ResponseCheck::new);

    Proxy(Upstream upstream, StubConfiguration configuration, RequestChecks checks, Contract contract) {
        this.upstream = upstream;
        this.errors = configuration.errors();
        this.checks = checks;
        this.contract = contract;
    }

    /** The framework replaces a request that it cannot read by an empty one and responds itself. */
    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        boolean isUnreadable = request.getHeaders().isEmpty()
                || request instanceof NettyHttpRequest<?> netty
                        && netty.getNativeRequest().decoderResult().isFailure();
        return !isUnreadable;
    }

    @RequestFilter
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    CompletionStage<? extends HttpResponse<?>> forward(HttpRequest<?> request, @Body @Nullable byte[] body) {
        Findings findings = new Findings(request, upstream.target());
        byte[] sent = body == null ? new byte[0] : body;
        checkRequest(request, sent, findings);
        return upstream.send(request, sent).handle((received, failure) -> {
            if (received == null) {
                findings.addResponse("none from " + upstream.target() + ".");
                findings.tell();
                throw new ApiException(new Problem.BrokenPromise("The server did not respond."));
            }
            checkResponse(request, received, findings);
            findings.tell();
            return Upstream.response(received, request);
        });
    }

    private void checkRequest(HttpRequest<?> request, byte[] body, Findings findings) {
        Optional<Problem> problem =
                request.getPath().startsWith("/api/") ? problem(request, body, findings) : Optional.empty();
        problem.ifPresent(found -> listed(found)
                .forEach(finding -> findings.add(
                        finding, "Request: " + found.code() + "; see /__stub on this proxy for the details")));
        if (errors && problem.isPresent()) {
            findings.tell();
            throw new ApiException(problem.get());
        }
    }

    private Optional<Problem> problem(HttpRequest<?> request, byte[] body, Findings findings) {
        List<String> codings = request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING);
        try {
            Optional<byte[]> decoded = ContentCoding.decoded(body, codings, MAX_BODY);
            if (decoded.isPresent()) {
                return checks.problem(request, decoded.get());
            }
            findings.note("the request's body has an unknown content coding and was not checked");
        } catch (IOException e) {
            String text = "Request: the body cannot be decoded according to its Content-Encoding.";
            findings.add(Finding.ofMember(text, ""), text);
        }
        return checks.problemOfHead(request);
    }

    /** One finding for each invalid value. */
    private static List<Finding> listed(Problem problem) {
        return problem instanceof Problem.Invalid invalid
                ? invalid.violations().stream()
                        .map(violation -> Finding.ofMember(
                                "Request: %s %s %s".formatted(problem.code(), violation.pointer(), violation.code()),
                                violation.pointer()))
                        .toList()
                : List.of(Finding.of("Request: " + problem.code(), problem.detail(), problem.source()));
    }

    private void checkResponse(HttpRequest<?> request, java.net.http.HttpResponse<byte[]> received, Findings findings) {
        boolean head = request.getMethodName().equals("HEAD");
        contract.find(head ? "GET" : request.getMethodName(), request.getPath()).ifPresent(operation -> {
            List<String> broken = broken(operation, head, received, fields(request), findings);
            broken.forEach(findings::addResponse);
            if (errors && !broken.isEmpty()) {
                findings.tell();
                throw new ApiException(new Problem.BrokenPromise(String.join(" ", broken)));
            }
        });
    }

    private List<String> broken(
            Operation operation,
            boolean head,
            java.net.http.HttpResponse<byte[]> received,
            RequestedFields fields,
            Findings findings) {
        List<String> codings = received.headers().allValues(HttpHeaders.CONTENT_ENCODING);
        try {
            byte[] body = head
                    ? null
                    : ContentCoding.decoded(received.body(), codings, MAX_BODY).orElse(null);
            if (!head && body == null) {
                findings.note(
                        "the response's body is compressed as " + String.join(", ", codings) + " and was not checked");
            }
            return promises.get(operation).departures(received.statusCode(), received.headers(), body, fields);
        } catch (IOException e) {
            return List.of("The body cannot be decoded according to its Content-Encoding.");
        }
    }

    private static RequestedFields fields(HttpRequest<?> request) {
        CheckedRequest call = CheckedRequest.of(request);
        if (call != null) {
            return RequestedFields.of(call.query().fields());
        }
        String query = request.getUri().getRawQuery();
        return query == null || !query.contains("fields") ? RequestedFields.ALL : RequestedFields.UNKNOWN;
    }
}
