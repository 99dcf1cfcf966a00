package org.passwordresets.docs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;

/** Serves the documentation, without a token: it holds nothing that is not public. */
@Controller("/docs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocsController {
    private static final Set<String> LOCAL_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final CurrentSite sites;
    private final Supplier<String> demoToken;

    /** Only the demo and the stub have a token to give away. */
    DocsController(CurrentSite sites, @Nullable @Named("docs-token") Supplier<String> demoToken) {
        this.sites = sites;
        this.demoToken = demoToken;
    }

    /** The pages refer to one another by their names, so the address must end in a slash. */
    @Get
    HttpResponse<?> start(HttpRequest<?> request) {
        return request.getPath().endsWith("/")
                ? file("index.html", request)
                : HttpResponse.temporaryRedirect(URI.create("/docs/"));
    }

    @Get("/{name}")
    @Produces("*/*")
    HttpResponse<?> file(String name, HttpRequest<?> request) {
        DocsSite site = sites.current();
        return site.file(name)
                .<HttpResponse<?>>map(file -> answer(site, file, request))
                .orElseGet(HttpResponse::notFound);
    }

    private static HttpResponse<?> answer(DocsSite site, DocsFile file, HttpRequest<?> request) {
        boolean isKnown = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .anyMatch(known -> known.contains(file.etag()));
        MutableHttpResponse<?> response = isKnown
                ? HttpResponse.notModified()
                : HttpResponse.ok(file.content()).header(HttpHeaders.CONTENT_TYPE, file.mediaType());
        return response.header(HttpHeaders.ETAG, file.etag())
                // The browser asks each time, and is told in a few bytes that it has the file already.
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", site.policy() + "; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    /** What the page fills in for readers who try requests out; not for a host name that leads here by deceit. */
    @Get("/token.json")
    HttpResponse<?> token(HttpRequest<?> request) {
        if (demoToken == null || !isLocal(request.getHeaders().get(HttpHeaders.HOST))) {
            return HttpResponse.notFound();
        }
        return HttpResponse.ok(JsonNodeFactory.instance
                        .objectNode()
                        .put("token", demoToken.get())
                        .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static boolean isLocal(@Nullable String host) {
        return host != null && LOCAL_NAMES.contains(host.replaceFirst(":\\d+$", ""));
    }
}
