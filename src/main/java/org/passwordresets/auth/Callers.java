package org.passwordresets.auth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** Tells who calls and what they may do: the server by its {@link AccessTokens}, the stub by taking any token. */
public interface Callers {
    /**
     * Who the token speaks for; empty where it is no good.
     *
     * @param token as it stands behind {@code Bearer } in the request
     */
    Optional<Caller> verify(String token);

    /** Whether the caller may use the operation of that {@code operationId} at all. */
    boolean allows(Caller caller, String operationId);

    /** Whether the caller may have related resources included. */
    boolean allowsIncluding(Caller caller);

    /**
     * Counts a request of the caller to an operation against its rate limits; null where there are none.
     *
     * @param request says from which address it comes, by which public clients are counted
     */
    @Nullable
    RateLimitStatus take(Caller caller, String operationId, HttpRequest<?> request);
}
