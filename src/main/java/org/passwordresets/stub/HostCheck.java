package org.passwordresets.stub;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import java.util.regex.Pattern;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;

/**
 * Refuses other names than those of this machine on a stub that only this machine can reach. A page whose name its owner
 * points to 127.0.0.1 would otherwise have the stub's own origin, and could read the journal and move the clock.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class HostCheck implements ConditionalFilter {
    private static final String OWN_PAGES = "/__stub";

    private static final String NAMES = "localhost|127(?:\\.\\d{1,3}){3}|\\[?::1]?";
    private static final Pattern LOOPBACK = Pattern.compile("(?i)(?:" + NAMES + ")");
    private static final Pattern OF_REQUEST = Pattern.compile("(?i)(?:" + NAMES + ")\\.?(?::\\d*)?");

    private final boolean isLocal;

    HostCheck(@Value("${micronaut.server.host:}") String host) {
        isLocal = LOOPBACK.matcher(host).matches();
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        String path = request.getPath();
        return path.equals(OWN_PAGES) || path.startsWith(OWN_PAGES + "/");
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        boolean isOther = request.getHeaders().getAll(HttpHeaders.HOST).stream()
                .anyMatch(host -> !OF_REQUEST.matcher(host).matches());
        if (isLocal && isOther) {
            throw new ApiException(new Problem.BadHeader(
                    HttpHeaders.HOST,
                    "This stub only listens on this machine: call it 127.0.0.1 or localhost, or set --host"
                            + " (MICRONAUT_SERVER_HOST) to an address that others can reach."));
        }
    }
}
