package org.passwordresets.passwordreset;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import org.passwordresets.Setting;

/**
 * How reset tokens are stored.
 *
 * @param tokenKey protects reset tokens in the database: 32 random bytes in base64; a secret
 */
@Context
@ConfigurationProperties("password-resets")
record PasswordResetConfiguration(@Nullable String tokenKey) {
    PasswordResetConfiguration {
        if (tokenKey == null || tokenKey.isBlank()) {
            throw Setting.of("password-resets.token-key").refused("is missing: set it to 32 random bytes in base64");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "PasswordResetConfiguration[]";
    }
}
