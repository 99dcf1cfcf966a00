package org.passwordresets.auth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.passwordresets.limit.RateLimitStatus;

/** Identifies callers and counts their requests: the server by their access tokens, while the stub accepts any token. */
public interface Callers {
    /**
     * The caller that the token belongs to; empty if the token is not valid.
     *
     * @param token the value after {@code Bearer } in the request
     */
    Optional<Caller> verify(String token);

    /**
     * Counts a request of the caller to an operation against its rate limits. The result is null if there are none.
     *
     * @param request has the address by which public clients are counted
     */
    @Nullable
    RateLimitStatus take(Caller caller, String operationId, HttpRequest<?> request);
}
