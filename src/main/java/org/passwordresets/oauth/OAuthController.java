package org.passwordresets.oauth;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Options;
import jakarta.inject.Named;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.passwordresets.RequestThreads;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.auth.AuthConfiguration;
import org.passwordresets.auth.BearerToken;
import org.passwordresets.document.Links;
import org.passwordresets.error.OAuthProblem;
import org.passwordresets.generated.api.AuthenticationApi;
import org.passwordresets.generated.model.AuthorizationServer;
import org.passwordresets.generated.model.JsonWebKeySet;
import org.passwordresets.generated.model.RevocationRequest;
import org.passwordresets.generated.model.TokenInfo;
import org.passwordresets.generated.model.TokenResponse;
import org.passwordresets.key.SigningKeys;
import org.passwordresets.network.ClientAddresses;

/**
 * Handles {@code /oauth} and {@code /.well-known}. Applications get their tokens on threads that never wait for the database, so
 * that an outage of the database does not affect them. Responses are JSON, whatever {@code Accept} says.
 */
@Controller
@Requires(missingProperty = OutsideIssuerConfiguration.JWKS_URL)
class OAuthController implements AuthenticationApi.Server {
    private static final Set<String> ISSUE = TokenFields.names(org.passwordresets.generated.model.TokenRequest.class);

    private static final Set<String> REVOCATION = TokenFields.names(RevocationRequest.class);

    private final Clients clients;
    private final AccessTokens tokens;
    private final CustomerGrants customers;
    private final TokenRevocation revocation;
    private final TokenCallers callers;
    private final TokenDocuments documents;
    private final SigningKeys signingKeys;
    private final AuthConfiguration configuration;
    private final Links links;
    private final ClientAddresses addresses;
    private final SignInLog log;
    private final ExecutorService computing;
    private final ExecutorService usingDatabase;

    OAuthController(
            Clients clients,
            AccessTokens tokens,
            CustomerGrants customers,
            TokenRevocation revocation,
            TokenCallers callers,
            TokenDocuments documents,
            SigningKeys signingKeys,
            AuthConfiguration configuration,
            Links links,
            ClientAddresses addresses,
            SignInLog log,
            @Named(RequestThreads.COMPUTING) ExecutorService computing,
            @Named(RequestThreads.NAME) ExecutorService usingDatabase) {
        this.clients = clients;
        this.tokens = tokens;
        this.customers = customers;
        this.revocation = revocation;
        this.callers = callers;
        this.documents = documents;
        this.signingKeys = signingKeys;
        this.configuration = configuration;
        this.links = links;
        this.addresses = addresses;
        this.log = log;
        this.computing = computing;
        this.usingDatabase = usingDatabase;
    }

    @Override
    public CompletionStage<HttpResponse<TokenResponse>> issueToken(@Nullable byte[] body, HttpRequest<?> request) {
        TokenRequest read = TokenRequest.of(request, RequestBody.fields(request, body, ISSUE));
        String address = addresses.of(request);
        String wholeAddress = addresses.whole(request);
        return CompletableFuture.supplyAsync(
                () -> secret(TokenDocuments.issued(logged(read, address, wholeAddress))),
                read.grantType() == GrantType.CLIENT_CREDENTIALS ? computing : usingDatabase);
    }

    private IssuedToken logged(TokenRequest request, String address, String wholeAddress) {
        try {
            IssuedToken token = issue(request, address);
            log.issued(request, token, wholeAddress);
            return token;
        } catch (OAuthException refusal) {
            log.refused(request, refusal.problem(), wholeAddress);
            throw refusal;
        }
    }

    private IssuedToken issue(TokenRequest request, String address) {
        RegisteredApplication application = clients.authenticated(request.client());
        return switch (request.grantType()) {
            case CLIENT_CREDENTIALS ->
                new IssuedToken(tokens.issue(application, Scopes.granted(request.scope()), null), null, null);
            case PASSWORD -> customers.password(application, request, address);
            case REFRESH_TOKEN -> customers.refresh(application, request);
        };
    }

    @Override
    public CompletionStage<HttpResponse<Object>> revokeToken(@Nullable byte[] body, HttpRequest<?> request) {
        Map<String, String> fields = RequestBody.fields(request, body, REVOCATION);
        String token = fields.get("token");
        if (token == null) {
            throw new OAuthException(OAuthProblem.INVALID_REQUEST, "The token is missing.");
        }
        ClientCredentials client = ClientCredentials.of(request, fields);
        String address = addresses.whole(request);
        return CompletableFuture.supplyAsync(
                () -> {
                    revocation.revoke(token, clients.authenticated(client), address);
                    return secret(Map.of());
                },
                usingDatabase);
    }

    @Override
    public CompletionStage<HttpResponse<TokenInfo>> retrieveTokenInfo(HttpRequest<?> request) {
        VerifiedToken token = BearerToken.of(request)
                .flatMap(callers::accepted)
                .orElseThrow(() -> new OAuthException(OAuthProblem.INVALID_TOKEN));
        return callers.hasAccess(token.caller()).thenApply(has -> {
            if (!has) {
                throw new OAuthException(OAuthProblem.INVALID_TOKEN);
            }
            return secret(documents.info(token));
        });
    }

    @Override
    public CompletionStage<HttpResponse<JsonWebKeySet>> listSigningKeys(HttpRequest<?> request) {
        return CompletableFuture.completedFuture(
                json(TokenDocuments.keys(signingKeys.published(configuration.longestLifetime()))));
    }

    @Override
    public CompletionStage<HttpResponse<AuthorizationServer>> retrieveAuthorizationServer(HttpRequest<?> request) {
        return CompletableFuture.completedFuture(json(documents.server(links.base())));
    }

    @Options(uris = {"/oauth/token", "/oauth/revoke"})
    HttpResponse<?> methodsWithABody() {
        return HttpResponse.noContent().header(HttpHeaders.ALLOW, "OPTIONS, POST");
    }

    @Options(uris = {"/oauth/tokeninfo", "/.well-known/jwks.json", "/.well-known/oauth-authorization-server"})
    HttpResponse<?> methodsWithoutABody() {
        return HttpResponse.noContent().header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS");
    }

    private static <T> MutableHttpResponse<T> json(T body) {
        return HttpResponse.ok(body).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** Nobody may store it (RFC 6749, section 5.1). */
    private static <T> HttpResponse<T> secret(T body) {
        return json(body).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
