package org.passwordresets.docs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Serves the documentation. It needs no token, because its content is public. */
@Controller("/docs")
@Produces("*/*")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocsController {
    private static final Set<String> LOCAL_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final CurrentSite sites;
    private final ReaderToken token;

    DocsController(CurrentSite sites, ReaderToken token) {
        this.sites = sites;
        this.token = token;
    }

    /**
     * Redirects to an address that ends in a slash, because the pages link to one another by name. The address is relative,
     * because a proxy may serve the docs below another path.
     */
    @Get
    HttpResponse<?> start(HttpRequest<?> request) {
        return request.getPath().endsWith("/")
                ? response("index.html", request)
                : HttpResponse.temporaryRedirect(URI.create("docs/"));
    }

    /** A slash after the name would break the links of the page. */
    @Get("/{name}")
    HttpResponse<?> file(String name, HttpRequest<?> request) {
        return request.getPath().endsWith("/") ? HttpResponse.notFound() : response(name, request);
    }

    private HttpResponse<?> response(String name, HttpRequest<?> request) {
        DocsSite site = sites.current();
        return site.file(name)
                .<HttpResponse<?>>map(file -> sent(file, site, request))
                .orElseGet(HttpResponse::notFound);
    }

    private static HttpResponse<?> sent(DocsFile file, DocsSite site, HttpRequest<?> request) {
        boolean isKnown = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .anyMatch(known -> known.contains(file.etag()));
        MutableHttpResponse<?> response = isKnown
                ? HttpResponse.notModified()
                : HttpResponse.ok(file.content()).header(HttpHeaders.CONTENT_TYPE, file.mediaType());
        return response.header(HttpHeaders.ETAG, file.etag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                // The browser asks at each visit, and gets a short 304 if it has the current file.
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", site.policy() + "; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    /** The token that the page fills in for readers. Rejects foreign host names, as a protection against DNS rebinding. */
    @Get("/token.json")
    HttpResponse<?> token(HttpRequest<?> request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeaders.HOST))
                .filter(host -> LOCAL_NAMES.contains(host.replaceFirst(":\\d+$", "")))
                .flatMap(host -> token.text())
                .<HttpResponse<?>>map(DocsController::document)
                .orElseGet(HttpResponse::notFound);
    }

    private static HttpResponse<?> document(String token) {
        return HttpResponse.ok(JsonNodeFactory.instance
                        .objectNode()
                        .put("token", token)
                        .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
