package org.passwordresets.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import org.passwordresets.RequestThreads;
import org.passwordresets.application.Applications;
import org.passwordresets.auth.AuthConfiguration;
import org.passwordresets.error.OAuthProblem;
import org.passwordresets.key.SigningKeys;

/**
 * OAuth 2.0: issues access tokens to applications (RFC 6749, section 4.4). The body is bound as bytes, because the framework
 * logs the content of a form that it cannot decode. Responses are JSON, whatever {@code Accept} says.
 */
@Controller
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class TokenController {
    private final AccessTokens tokens;
    private final AuthConfiguration configuration;
    private final SigningKeys signingKeys;
    private final Applications applications;

    TokenController(
            AccessTokens tokens, AuthConfiguration configuration, SigningKeys signingKeys, Applications applications) {
        this.tokens = tokens;
        this.configuration = configuration;
        this.signingKeys = signingKeys;
        this.applications = applications;
    }

    /** The keys to verify tokens with. */
    @Get("/.well-known/jwks.json")
    HttpResponse<String> keys() {
        return HttpResponse.ok(signingKeys.published(configuration.longestLifetime()))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    @Options("/oauth/token")
    HttpResponse<?> methods() {
        return HttpResponse.noContent().header(HttpHeaders.ALLOW, "OPTIONS, POST");
    }

    @Post("/oauth/token")
    @ExecuteOn(RequestThreads.COMPUTING)
    HttpResponse<?> token(@Body @Nullable byte[] body, HttpRequest<?> request) {
        try {
            return issue(TokenRequest.of(request, body));
        } catch (OAuthException refusal) {
            return refusal.problem().response(refusal.getMessage());
        }
    }

    private HttpResponse<?> issue(TokenRequest request) {
        // RFC 6749, section 5.1.
        return applications
                .authenticate(request.client().id(), request.client().secret())
                .<HttpResponse<?>>map(application -> HttpResponse.ok(TokenResponse.of(tokens.issue(application)))
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store"))
                .orElseGet(OAuthProblem.INVALID_CLIENT::response);
    }

    @Serdeable
    record TokenResponse(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresInSeconds,
            String scope,
            @JsonProperty("created_at") long createdAtSeconds) {
        static TokenResponse of(AccessTokens.AccessToken token) {
            return new TokenResponse(
                    token.text(),
                    "Bearer",
                    token.lifetime().toSeconds(),
                    token.scope(),
                    token.createdAt().getEpochSecond());
        }

        /** Omits the token, which is a secret. */
        @Override
        public String toString() {
            return "TokenAnswer[" + tokenType + ", " + expiresInSeconds + ", " + scope + "]";
        }
    }
}
