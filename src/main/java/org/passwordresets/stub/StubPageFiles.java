package org.passwordresets.stub;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;

/** The files of {@code /__stub}. Those of the docs are among them, because the proxy forwards the addresses of the docs. */
@Controller("/__stub")
@Consumes("*/*")
@Produces("*/*")
final class StubPageFiles {
    private static final Map<String, String> FILES = Map.of(
            "docs.css", "/docs/docs.css",
            "colours.js", "/docs/colours.js",
            "icon.svg", "/docs/icon.svg",
            "stub.css", "/stub/stub.css",
            "stub.js", "/stub/stub.js");
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    @Get("/{name}")
    HttpResponse<?> file(String name) throws IOException {
        if (name.equals("state")) {
            throw new ApiException(new Problem.MethodNotAllowed("GET", List.of("DELETE")));
        }
        if (!FILES.containsKey(name)) {
            throw new ApiException(new Problem.UnknownPath());
        }
        try (InputStream content = StubPageFiles.class.getResourceAsStream(FILES.get(name))) {
            return HttpResponse.ok(content.readAllBytes())
                    .header(HttpHeaders.CONTENT_TYPE, TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
    }
}
