package org.passwordresets.oauth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.passwordresets.application.Applications;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.Callers;
import org.passwordresets.http.EventLoops;
import org.passwordresets.limit.RateLimitStatus;
import org.passwordresets.limit.RateLimits;
import org.passwordresets.network.ClientAddresses;
import org.passwordresets.session.Generations;
import org.passwordresets.session.Revocations;

/**
 * Callers by their access token: who they are, and how many requests they can send. Private clients are counted by client id.
 * Public ones are counted by address, because anybody can use their client id and could exhaust a shared limit.
 */
@Singleton
final class TokenCallers implements Callers {
    private static final CompletableFuture<Boolean> YES = CompletableFuture.completedFuture(true);

    private final Tokens tokens;
    private final Applications applications;
    private final Revocations revocations;
    private final Generations generations;
    private final RateLimits limits;
    private final ClientAddresses addresses;

    TokenCallers(
            Tokens tokens,
            Applications applications,
            Revocations revocations,
            Generations generations,
            RateLimits limits,
            ClientAddresses addresses) {
        this.tokens = tokens;
        this.applications = applications;
        this.revocations = revocations;
        this.generations = generations;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public Optional<Caller> verify(String token, HttpRequest<?> request) {
        return accepted(token).map(genuine -> genuine.caller().at(addresses.whole(request)));
    }

    /** The token's content; empty if it is not valid or was revoked, or if its application may not use it. */
    Optional<VerifiedToken> accepted(String token) {
        return tokens.verify(token)
                .filter(genuine -> !revocations.contains(genuine.accessId()))
                .filter(this::mayCall);
    }

    /** An application that is disabled, was disabled since, or is deleted may not, although its tokens are valid. */
    private boolean mayCall(VerifiedToken token) {
        return !tokens.areOfRegisteredApplications()
                || applications.mayUseTokens(
                        token.caller().clientId(),
                        token.applicationId(),
                        token.applicationGeneration(),
                        token.issuedAt());
    }

    @Override
    public CompletableFuture<Boolean> hasAccess(Caller caller) {
        Caller.Owner owner = caller.owner();
        return owner == null || owner.generation() == null
                ? YES
                : generations.isCurrent(owner.id(), owner.generation());
    }

    @Override
    @Nullable
    public CompletionStage<Optional<HttpResponse<?>>> take(
            Caller caller, String operationId, HttpRequest<?> request, Consumer<RateLimitStatus> then) {
        String client = caller.isPublic() ? "address " + addresses.of(request) : "client " + caller.clientId();
        return limits.take(caller.mode(), client, operationId, EventLoops.of(request), left -> {
            then.accept(left);
            return null;
        });
    }
}
