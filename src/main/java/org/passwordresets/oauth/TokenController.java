package org.passwordresets.oauth;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import jakarta.inject.Named;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.passwordresets.RequestThreads;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.network.ClientAddresses;

/**
 * Issues access tokens (RFC 6749). The body is bound as bytes, because the framework logs the content of a form that it cannot
 * decode. Responses are JSON, whatever {@code Accept} says.
 */
@Controller
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@Requires(missingProperty = OutsideIssuerConfiguration.JWKS_URL)
final class TokenController {
    private final Clients clients;
    private final AccessTokens tokens;
    private final CustomerGrants customers;
    private final ClientAddresses addresses;
    private final ExecutorService computing;
    private final ExecutorService usingDatabase;

    TokenController(
            Clients clients,
            AccessTokens tokens,
            CustomerGrants customers,
            ClientAddresses addresses,
            @Named(RequestThreads.COMPUTING) ExecutorService computing,
            @Named(RequestThreads.NAME) ExecutorService usingDatabase) {
        this.clients = clients;
        this.tokens = tokens;
        this.customers = customers;
        this.addresses = addresses;
        this.computing = computing;
        this.usingDatabase = usingDatabase;
    }

    @Options("/oauth/token")
    HttpResponse<?> methods() {
        return HttpResponse.noContent().header(HttpHeaders.ALLOW, "OPTIONS, POST");
    }

    /** Applications get their tokens on threads that never wait for the database, so that they get them while it is away. */
    @Post("/oauth/token")
    CompletionStage<HttpResponse<?>> token(@Body @Nullable byte[] body, HttpRequest<?> request) {
        TokenRequest read = TokenRequest.of(request, body);
        String address = addresses.of(request);
        return CompletableFuture.supplyAsync(
                () -> JsonResponse.secret(issue(read, address)),
                read.grantType() == GrantType.CLIENT_CREDENTIALS ? computing : usingDatabase);
    }

    private TokenResponse issue(TokenRequest request, String address) {
        RegisteredApplication application = clients.authenticated(request.client());
        return switch (request.grantType()) {
            case CLIENT_CREDENTIALS ->
                TokenResponse.of(tokens.issue(application, Scopes.granted(request.scope()), null));
            case PASSWORD -> customers.password(application, request, address);
            case REFRESH_TOKEN -> customers.refresh(application, request);
        };
    }
}
