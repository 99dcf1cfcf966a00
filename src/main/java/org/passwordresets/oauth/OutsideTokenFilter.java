package org.passwordresets.oauth;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.passwordresets.auth.BearerToken;

/** Verifies the token of an outside issuer before the checks of the request, without blocking the thread that they run on. */
@ServerFilter("/api/**")
@Requires(property = OutsideIssuerConfiguration.JWKS_URL)
final class OutsideTokenFilter {
    private final OutsideTokens tokens;

    OutsideTokenFilter(OutsideTokens tokens) {
        this.tokens = tokens;
    }

    @RequestFilter
    @Order(Ordered.HIGHEST_PRECEDENCE)
    CompletionStage<HttpRequest<?>> prepare(HttpRequest<?> request) {
        return BearerToken.of(request)
                .map(token -> tokens.prepare(token).<HttpRequest<?>>handle((nothing, failure) -> {
                    if (failure != null) {
                        throw unavailable(failure);
                    }
                    return request;
                }))
                .orElseGet(() -> CompletableFuture.completedFuture(request));
    }

    private static IssuerUnavailableException unavailable(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof IssuerUnavailableException known
                ? known
                : new IssuerUnavailableException("Its keys did not come in time", cause);
    }
}
