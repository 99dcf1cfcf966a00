package org.passwordresets.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.passwordresets.RequestThreads;

/** OAuth 2.0: applications get their access tokens here (RFC 6749, section 4.4), in the form of Commerce Layer's answers. */
@Controller
final class TokenController {
    private final AccessTokens tokens;
    private final SigningKey signingKey;
    private final RateLimits limits;
    private final Applications applications;

    TokenController(AccessTokens tokens, SigningKey signingKey, RateLimits limits, Applications applications) {
        this.tokens = tokens;
        this.signingKey = signingKey;
        this.limits = limits;
        this.applications = applications;
    }

    /** The keys that tokens can be verified with. */
    @Get("/.well-known/jwks.json")
    String keys() {
        return signingKey.publicKeys();
    }

    @Post("/oauth/token")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
    @ExecuteOn(RequestThreads.COMPUTING)
    HttpResponse<?> token(@Body TokenRequest request, HttpRequest<?> http) {
        Allowance allowance = limits.takeToken(http);
        MutableHttpResponse<?> answer =
                allowance != null && allowance.isRefused() ? tooMany(allowance) : answer(request);
        return allowance == null ? answer : told(allowance, answer);
    }

    private static MutableHttpResponse<?> tooMany(Allowance allowance) {
        OAuthError error = new OAuthError(
                "TOO_MANY_REQUESTS",
                "too_many_requests",
                "Wait " + allowance.retryAfterSeconds() + " seconds.",
                HttpStatus.TOO_MANY_REQUESTS.getCode());
        return notStored(HttpResponse.<OAuthErrors>status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(allowance.retryAfterSeconds()))
                .body(new OAuthErrors(List.of(error))));
    }

    private static MutableHttpResponse<?> told(Allowance allowance, MutableHttpResponse<?> answer) {
        allowance.headers().forEach(answer::header);
        return answer;
    }

    private MutableHttpResponse<?> answer(TokenRequest request) {
        if (!"client_credentials".equals(request.grantType())) {
            return refused("unsupported_grant_type", "The grant type must be client_credentials.");
        }
        RegisteredApplication application = applications.find(request.clientId());
        if (application == null || !application.accepts(request.clientSecret())) {
            return refused("invalid_client", "No application has this client_id and client_secret.");
        }
        return notStored(HttpResponse.ok(TokenAnswer.of(tokens.issue(application))));
    }

    private static MutableHttpResponse<?> refused(String title, String detail) {
        return notStored(HttpResponse.unauthorized().body(OAuthErrors.of(title, detail)));
    }

    /** RFC 6749, section 5.1. */
    private static <T> MutableHttpResponse<T> notStored(MutableHttpResponse<T> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Serdeable
    record TokenRequest(
            @JsonProperty("grant_type") @Nullable String grantType,
            @JsonProperty("client_id") @Nullable String clientId,
            @JsonProperty("client_secret") @Nullable String clientSecret,
            @Nullable String scope) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "TokenRequest[" + grantType + ", " + clientId + ", " + scope + "]";
        }
    }

    @Serdeable
    record TokenAnswer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresInSeconds,
            String scope,
            @JsonProperty("created_at") long createdAtSeconds) {
        static TokenAnswer of(AccessTokens.AccessToken token) {
            return new TokenAnswer(
                    token.text(),
                    "Bearer",
                    token.lifetime().toSeconds(),
                    token.scope(),
                    token.createdAt().getEpochSecond());
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "TokenAnswer[" + tokenType + ", " + expiresInSeconds + ", " + scope + "]";
        }
    }

    /** Unlike the errors of the API, these have a number for a status: Commerce Layer's clients expect it so. */
    @Serdeable
    record OAuthErrors(List<OAuthError> errors) {
        static OAuthErrors of(String title, String detail) {
            return new OAuthErrors(
                    List.of(new OAuthError("UNAUTHORIZED", title, detail, HttpStatus.UNAUTHORIZED.getCode())));
        }
    }

    @Serdeable
    record OAuthError(String code, String title, String detail, int status) {}
}
