package org.passwordresets.auth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** Tells who calls, and how often they may: the server by its {@link AccessTokens}, the stub by taking any token. */
public interface Callers {
    /**
     * Who the token speaks for; empty where it is no good.
     *
     * @param token as it stands behind {@code Bearer } in the request
     */
    Optional<Caller> verify(String token);

    /**
     * Counts a request of the caller to an operation against its rate limits; null where there are none.
     *
     * @param request says from which address it comes, by which public clients are counted
     */
    @Nullable
    RateLimitStatus take(Caller caller, String operationId, HttpRequest<?> request);
}
