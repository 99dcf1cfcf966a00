package org.passwordresets.oauth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.passwordresets.application.Applications;
import org.passwordresets.auth.AuthConfiguration;
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
    private final Applications applications;
    private final AuthConfiguration configuration;
    private final RateLimits limits;
    private final ClientAddresses addresses;

    TokenCallers(
            AccessTokens tokens,
            Applications applications,
            AuthConfiguration configuration,
            RateLimits limits,
            ClientAddresses addresses) {
        this.tokens = tokens;
        this.applications = applications;
        this.configuration = configuration;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public Optional<Caller> verify(String token) {
        return tokens.verify(token).filter(this::mayCall);
    }

    /** A disabled or deleted application may not, although its tokens are valid. */
    private boolean mayCall(Caller caller) {
        Instant issuedAt = caller.expiresAt().minus(configuration.lifetime(caller.kind()));
        return applications.mayUseTokens(caller.clientId(), issuedAt);
    }

    @Override
    @Nullable
    public RateLimitStatus take(Caller caller, String operationId, HttpRequest<?> request) {
        String client = caller.isPublic() ? "address " + addresses.of(request) : "client " + caller.clientId();
        return limits.take(caller.mode(), client, operationId);
    }
}
