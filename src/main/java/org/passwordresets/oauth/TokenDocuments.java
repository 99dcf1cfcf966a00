package org.passwordresets.oauth;

import com.nimbusds.jose.jwk.RSAKey;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.auth.AuthConfiguration;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.CallerKind;
import org.passwordresets.generated.model.AuthorizationServer;
import org.passwordresets.generated.model.JsonWebKey;
import org.passwordresets.generated.model.JsonWebKeySet;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.generated.model.TokenInfo;
import org.passwordresets.generated.model.TokenInfoApplication;
import org.passwordresets.generated.model.TokenInfoOwner;
import org.passwordresets.generated.model.TokenInfoPermission;
import org.passwordresets.generated.model.TokenInfoRole;
import org.passwordresets.generated.model.TokenInfoToken;
import org.passwordresets.generated.model.TokenResponse;

/** Tokens and keys as clients read them. */
@Singleton
@Requires(missingProperty = OutsideIssuerConfiguration.JWKS_URL)
final class TokenDocuments {
    private static final List<String> METHODS = List.of("client_secret_basic", "client_secret_post", "none");

    private final Permissions permissions;
    private final AuthConfiguration configuration;

    TokenDocuments(Permissions permissions, AuthConfiguration configuration) {
        this.permissions = permissions;
        this.configuration = configuration;
    }

    /** The response to a request for a token. */
    static TokenResponse issued(IssuedToken issued) {
        AccessTokens.AccessToken token = issued.accessToken();
        return TokenResponse.builder()
                .accessToken(token.text())
                .expiresIn((int) token.lifetime().toSeconds())
                .scope(token.scope())
                .createdAt(token.createdAt().getEpochSecond())
                .ownerId(issued.customerId())
                .ownerType(issued.customerId() == null ? null : "customer")
                .refreshToken(issued.refreshToken())
                .build();
    }

    /** The description of a token. */
    TokenInfo info(VerifiedToken token) {
        Caller caller = token.caller();
        return TokenInfo.builder()
                .token(TokenInfoToken.builder()
                        .test(caller.mode() == Mode.TEST)
                        .marketIds(List.of())
                        .stockLocationIds(List.of())
                        .lifespan(lifespanSeconds(token))
                        .build())
                .role(role(caller.callerKind()))
                .application(TokenInfoApplication.builder()
                        .id(token.applicationId())
                        .clientId(caller.clientId())
                        .kind(caller.kind().text())
                        ._public(caller.isPublic())
                        .confidential(!caller.isPublic())
                        .build())
                .owner(owner(caller.owner()))
                .permissions(permissions(caller.callerKind()))
                .build();
    }

    private int lifespanSeconds(VerifiedToken token) {
        Caller caller = token.caller();
        Duration lifespan = token.issuedAt() == null
                ? configuration.lifetime(caller.kind())
                : Duration.between(token.issuedAt(), caller.expiresAt());
        return (int) lifespan.toSeconds();
    }

    private static TokenInfoRole role(CallerKind kind) {
        String words = kind.text().replace('_', ' ');
        return TokenInfoRole.builder()
                .kind(kind.text())
                .name(Character.toUpperCase(words.charAt(0)) + words.substring(1))
                .build();
    }

    @Nullable
    private static TokenInfoOwner owner(@Nullable Caller.Owner owner) {
        return owner == null ? null : TokenInfoOwner.builder().id(owner.id()).build();
    }

    private Map<String, TokenInfoPermission> permissions(CallerKind kind) {
        Map<String, TokenInfoPermission> documents = new LinkedHashMap<>();
        permissions
                .of(kind)
                .forEach((type, actions) -> documents.put(
                        type, TokenInfoPermission.builder().actions(actions).build()));
        return documents;
    }

    /** The public keys. */
    static JsonWebKeySet keys(List<RSAKey> keys) {
        return JsonWebKeySet.builder()
                .keys(keys.stream().map(TokenDocuments::key).toList())
                .build();
    }

    private static JsonWebKey key(RSAKey key) {
        return JsonWebKey.builder()
                .kid(key.getKeyID())
                .n(key.getModulus().toString())
                .e(key.getPublicExponent().toString())
                .build();
    }

    /**
     * The metadata of this server (RFC 8414). Its issuer is an address, which the {@code iss} of tokens need not be.
     *
     * @param base the address that the server is reached at
     */
    AuthorizationServer server(String base) {
        String issuer = configuration.issuer();
        return AuthorizationServer.builder()
                .issuer(issuer.matches("https?://.+") ? issuer : base)
                .tokenEndpoint(base + "/oauth/token")
                .revocationEndpoint(base + "/oauth/revoke")
                .jwksUri(base + "/.well-known/jwks.json")
                .grantTypesSupported(
                        Arrays.stream(GrantType.values()).map(GrantType::text).toList())
                // There is no authorization endpoint.
                .responseTypesSupported(List.of())
                .tokenEndpointAuthMethodsSupported(METHODS)
                .revocationEndpointAuthMethodsSupported(METHODS)
                .scopesSupported(List.of("market:all", "stock_location:all", "store:all"))
                .serviceDocumentation(base + "/docs/")
                .build();
    }
}
