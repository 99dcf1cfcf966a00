package org.passwordresets.docs;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** Restricts access to the docs: see {@link DocsConfiguration}. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class DocsAccess implements ConditionalFilter {
    private static final String DOCS = "/docs";
    private static final String BASIC = "basic ";

    private final DocsConfiguration configuration;

    DocsAccess(DocsConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        String path = request.getPath();
        return path.equals(DOCS) || path.startsWith(DOCS + "/");
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        if (!configuration.enabled()) {
            return HttpResponse.notFound();
        }
        if (configuration.password() == null || knowsPassword(request)) {
            return null;
        }
        return HttpResponse.unauthorized()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"docs\", charset=\"UTF-8\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Whether the request has the password, with any user name. Compares in constant time. */
    private boolean knowsPassword(HttpRequest<?> request) {
        String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        String credentials = decoded(authorization.substring(BASIC.length()).strip());
        String password = credentials.substring(credentials.indexOf(':') + 1);
        return MessageDigest.isEqual(utf8(password), utf8(configuration.password()));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
