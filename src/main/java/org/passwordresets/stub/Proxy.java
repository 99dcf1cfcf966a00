package org.passwordresets.stub;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.ResponseCheck;
import org.passwordresets.jsonapi.ApiException;
import org.passwordresets.jsonapi.Call;
import org.passwordresets.jsonapi.Problem;
import org.passwordresets.jsonapi.RequestChecks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a client and a server, forwards everything, and tells where either of them departs from the contract. It
 * sees what the stub's checks see, before they would refuse anything.
 */
// Not what the stub tells of itself.
@ServerFilter(patterns = "/(?!__stub).*", patternStyle = FilterPatternStyle.REGEX)
@Requires(property = "stub.target")
final class Proxy {
    private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    /** Of one connection each, so not to be passed on (RFC 9110, section 7.6.1), or set by the client itself. */
    private static final Set<String> NOT_FORWARDED = Set.of(
            "connection",
            "content-length",
            "date",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final URI target;
    private final boolean errors;
    private final RequestChecks checks;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_WAIT)
            .build();
    private final LoadingCache<Operation, ResponseCheck> promises =
            Caffeine.newBuilder().weakKeys().build(ResponseCheck::new);

    Proxy(StubConfiguration configuration, RequestChecks checks) {
        this.target = configuration.target();
        this.errors = configuration.errors();
        this.checks = checks;
    }

    @RequestFilter
    @Order(0)
    CompletionStage<? extends HttpResponse<?>> forward(HttpRequest<?> request, @Body @Nullable byte[] body) {
        List<String> departures = new ArrayList<>();
        if (request.getPath().startsWith("/api/")) {
            Optional<Problem> problem = checks.problem(request, body);
            problem.ifPresent(found -> departures.add("Request: " + text(found)));
            if (errors && problem.isPresent()) {
                tell(request, departures);
                throw new ApiException(problem.get());
            }
        }
        return send(request, body == null ? new byte[0] : body).handle((answer, failure) -> {
            if (answer == null) {
                departures.add("Response: none came from " + target + ".");
                tell(request, departures);
                throw new ApiException(new Problem.BrokenPromise("No answer came from the server."));
            }
            return passOn(request, answer, departures);
        });
    }

    private static String text(Problem problem) {
        if (!(problem instanceof Problem.Invalid invalid)) {
            return problem.code() + ": " + problem.detail();
        }
        StringBuilder text = new StringBuilder(problem.code().toString());
        invalid.violations()
                .forEach(violation ->
                        text.append(' ').append(violation.pointer()).append(' ').append(violation.code()));
        return text.toString();
    }

    private CompletableFuture<java.net.http.HttpResponse<byte[]>> send(HttpRequest<?> request, byte[] body) {
        String query = request.getUri().getRawQuery();
        URI address = target.resolve(request.getUri().getRawPath() + (query == null ? "" : "?" + query));
        var forwarded = java.net.http.HttpRequest.newBuilder(address)
                .timeout(LONGEST_WAIT)
                .method(
                        request.getMethodName(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        request.getHeaders().forEach((name, values) -> {
            if (isForwarded(name)) {
                values.forEach(value -> forwarded.header(name, value));
            }
        });
        return client.sendAsync(forwarded.build(), BodyHandlers.ofByteArray());
    }

    private static boolean isForwarded(String header) {
        return !NOT_FORWARDED.contains(header.toLowerCase(Locale.ROOT));
    }

    private HttpResponse<?> passOn(
            HttpRequest<?> request, java.net.http.HttpResponse<byte[]> answer, List<String> departures) {
        Call call = Call.of(request);
        if (call != null) {
            boolean hasBody = !request.getMethodName().equals("HEAD");
            List<String> broken = hasBody
                    ? promises.get(call.operation()).departures(answer.statusCode(), answer.headers(), answer.body())
                    : List.of();
            broken.forEach(departure -> departures.add("Response: " + departure));
            if (errors && !broken.isEmpty()) {
                tell(request, departures);
                throw new ApiException(new Problem.BrokenPromise(String.join(" ", broken)));
            }
        }
        tell(request, departures);
        MutableHttpResponse<byte[]> response = HttpResponse.status(answer.statusCode(), null);
        answer.headers().map().forEach((name, values) -> {
            if (isForwarded(name)) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return answer.body().length == 0 ? response : response.body(answer.body());
    }

    private void tell(HttpRequest<?> request, List<String> departures) {
        Journal.note(request, null, "forwarded to " + target, departures);
        Call call = Call.of(request);
        departures.forEach(departure -> LOG.warn(
                "{} {}: {}",
                request.getMethodName(),
                call == null ? "(no operation)" : call.operation().id(),
                departure));
    }
}
