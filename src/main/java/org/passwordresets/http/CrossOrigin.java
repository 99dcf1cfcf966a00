package org.passwordresets.http;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.cors.CorsFilter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * CORS according to the Fetch standard: pages of allowed origins can read responses. Requests from any other origin get the
 * same response without the headers, and the browser does not show it to the page. The docs, which may contain a valid token,
 * are never shared. Replaces the framework's filter, which responds to some requests with an empty 403.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Replaces(CorsFilter.class)
public final class CrossOrigin implements ConditionalFilter, Ordered {
    private static final Pattern SHARED_PATH = Pattern.compile("/(api|oauth|\\.well-known)(/.*)?");
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PATCH", "DELETE");
    private static final String VARY_OF_PREFLIGHT =
            "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

    private final AllowedOrigins origins;
    private final String exposedHeaders;
    private final String maxAge;

    /** @param target of a validating proxy, which leaves CORS to the server behind it; null if there is none */
    CrossOrigin(CorsConfiguration configuration, @Nullable @Property(name = "stub.target") String target) {
        origins = AllowedOrigins.of(target == null ? configuration.origins() : List.of());
        exposedHeaders = String.join(", ", configuration.exposedHeaders());
        maxAge = Long.toString(configuration.maxAge().toSeconds());
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return !origins.isNone() && SHARED_PATH.matcher(request.getPath()).matches();
    }

    /** Before all other filters, so that it sees every response. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /**
     * Responds to a preflight request of an allowed origin, whatever the path: the response to the actual request says what
     * is wrong.
     *
     * <p>Not before the routes are matched, because the framework then runs filters that are not enabled for the request.
     */
    @RequestFilter
    @Nullable
    HttpResponse<?> preflight(HttpRequest<?> request) {
        if (!isPreflight(request) || !isAllowed(origin(request))) {
            return null;
        }
        MutableHttpResponse<?> response = HttpResponse.ok();
        share(request, response);
        return response;
    }

    /** Lets the page that sent the request read the response, if it is allowed. Calling it twice has no effect. */
    @ResponseFilter
    void share(HttpRequest<?> request, MutableHttpResponse<?> response) {
        MutableHttpHeaders headers = response.getHeaders();
        String origin = origin(request);
        boolean isPreflight = isPreflight(request);
        if (!origins.isAny() && !headers.getAll(HttpHeaders.VARY).toString().contains(HttpHeaders.ORIGIN)) {
            headers.add(HttpHeaders.VARY, isPreflight ? VARY_OF_PREFLIGHT : HttpHeaders.ORIGIN);
        }
        if (!isAllowed(origin)) {
            return;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origins.isAny() ? "*" : origin);
        if (isPreflight) {
            permit(request, headers);
        } else {
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, exposedHeaders);
        }
    }

    /** The same for a response that no filter sees, because the framework refused the request. */
    public void shareRefusal(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (isEnabled(request)) {
            share(request, response);
        }
    }

    /** The headers that the preflight request names. None is dangerous, because browsers never send a token automatically. */
    private void permit(HttpRequest<?> request, MutableHttpHeaders headers) {
        String method = request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        headers.set(
                HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS,
                METHODS.contains(method) ? method : String.join(", ", METHODS));
        String names = request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        if (names != null) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, names);
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, maxAge);
        if ("true".equals(request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK))) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_PRIVATE_NETWORK, "true");
        }
    }

    private static boolean isPreflight(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.OPTIONS
                && request.getHeaders().contains(HttpHeaders.ORIGIN)
                && request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private boolean isAllowed(@Nullable String origin) {
        return origin != null && origins.allow(origin);
    }

    private static @Nullable String origin(HttpRequest<?> request) {
        return request.getHeaders().get(HttpHeaders.ORIGIN);
    }
}
