package org.passwordresets.key;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;

/**
 * The key that protects reset tokens, until one of {@code keys.tokens} does. The stub accepts the setting, but
 * does not need it.
 *
 * @param tokenKey protects reset tokens in the database: 32 random bytes in base64, or {@code file:} and the path of a file
 *     with them; a secret, which the stub does not need
 */
@Context
@ConfigurationProperties("password-resets")
record TokenKeyConfiguration(@Nullable String tokenKey) {
    /** Omits the key, which is a secret. */
    @Override
    public String toString() {
        return "TokenKeyConfiguration[secret]";
    }
}
