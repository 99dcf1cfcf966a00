package org.passwordresets.oauth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.Callers;
import org.passwordresets.limit.RateLimitStatus;
import org.passwordresets.limit.RateLimits;
import org.passwordresets.network.ClientAddresses;

/**
 * Callers by their access token: who they are, and how many requests they can send. Private clients are counted by client id.
 * Public ones are counted by address, because anybody can use their client id and could exhaust a shared limit.
 */
@Singleton
final class TokenCallers implements Callers {
    private final AccessTokens tokens;
    private final RateLimits limits;
    private final ClientAddresses addresses;

    TokenCallers(AccessTokens tokens, RateLimits limits, ClientAddresses addresses) {
        this.tokens = tokens;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public Optional<Caller> verify(String token) {
        return tokens.verify(token);
    }

    @Override
    @Nullable
    public RateLimitStatus take(Caller caller, String operationId, HttpRequest<?> request) {
        String client = caller.isPublic() ? "address " + addresses.of(request) : "client " + caller.clientId();
        return limits.take(caller.mode(), client, operationId);
    }
}
