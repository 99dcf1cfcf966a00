package org.passwordresets.auth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
     * Whether the caller still has access. It ends for a signed-in customer with a new password or email address. Only such a
     * caller can make this look into the database, on another thread; for all others it is known at once.
     */
    CompletableFuture<Boolean> hasAccess(Caller caller);

    /**
     * Counts a request of the caller to an operation against its rate limits. The result is null if there are none.
     *
     * @param request has the address by which public clients are counted
     */
    @Nullable
    RateLimitStatus take(Caller caller, String operationId, HttpRequest<?> request);
}
