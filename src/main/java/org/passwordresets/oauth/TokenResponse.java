package org.passwordresets.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A newly issued access token as clients get it (RFC 6749, section 5.1). The last three members are those of a customer who
 * has signed in.
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenResponse(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresInSeconds,
        String scope,
        @JsonProperty("created_at") long createdAtSeconds,
        @JsonProperty("owner_id") @Nullable String ownerId,
        @JsonProperty("owner_type") @Nullable String ownerType,
        @JsonProperty("refresh_token") @Nullable String refreshToken) {
    static TokenResponse of(AccessTokens.AccessToken token) {
        return of(token, null, null, null);
    }

    static TokenResponse of(AccessTokens.AccessToken token, String customerId, String refreshToken) {
        return of(token, customerId, "customer", refreshToken);
    }

    private static TokenResponse of(
            AccessTokens.AccessToken token,
            @Nullable String ownerId,
            @Nullable String ownerType,
            @Nullable String refreshToken) {
        return new TokenResponse(
                token.text(),
                "Bearer",
                token.lifetime().toSeconds(),
                token.scope(),
                token.createdAt().getEpochSecond(),
                ownerId,
                ownerType,
                refreshToken);
    }

    /** Omits the tokens, which are secrets. */
    @Override
    public String toString() {
        return "TokenResponse[" + tokenType + ", " + expiresInSeconds + ", " + scope + "]";
    }
}
