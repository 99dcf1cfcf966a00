package org.passwordresets.oauth;

import io.micronaut.core.annotation.Nullable;

/**
 * A newly issued access token.
 *
 * @param customerId null if it belongs to the application itself
 * @param refreshToken null if it belongs to the application itself
 */
record IssuedToken(
        AccessTokens.AccessToken accessToken,
        @Nullable String customerId,
        @Nullable String refreshToken) {
    /** Omits the tokens, which are secrets. */
    @Override
    public String toString() {
        return "IssuedToken[" + accessToken + ", " + customerId + "]";
    }
}
