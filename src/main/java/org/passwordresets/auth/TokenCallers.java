package org.passwordresets.auth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Callers by their access token: who they are, and how many requests they can send. */
@Singleton
final class TokenCallers implements Callers {
    private final AccessTokens tokens;
    private final RateLimits limits;

    TokenCallers(AccessTokens tokens, RateLimits limits) {
        this.tokens = tokens;
        this.limits = limits;
    }

    @Override
    public Optional<Caller> verify(String token) {
        return tokens.verify(token);
    }

    @Override
    @Nullable
    public RateLimitStatus take(Caller caller, String operationId, HttpRequest<?> request) {
        return limits.take(caller, operationId, request);
    }
}
