package org.passwordresets.auth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.passwordresets.limit.RateLimitStatus;

/** Identifies callers and counts their requests: the server by their access tokens, while the stub accepts any token. */
public interface Callers {
    /**
     * The caller that the token belongs to; empty if the token is not valid.
     *
     * @param token the value after {@code Bearer } in the request
     * @param request has the address of the client
     */
    Optional<Caller> verify(String token, HttpRequest<?> request);

    /**
     * Whether the caller still has access. It ends for a signed-in customer with a new password or email address. Only such a
     * caller can make this look into the database, on another thread; for all others it is known at once.
     */
    CompletableFuture<Boolean> hasAccess(Caller caller);

    /**
     * Counts a request of the caller to an operation against its rate limits.
     *
     * @param request has the address by which public clients are counted
     * @param then gets what is left, null if there are no limits: before this method returns or, if servers share their
     *     counts, later on the request's event loop. It throws to refuse the request
     * @return empty after {@code then}; null if it has already run
     */
    @Nullable
    CompletionStage<Optional<HttpResponse<?>>> take(
            Caller caller, String operationId, HttpRequest<?> request, Consumer<RateLimitStatus> then);
}
