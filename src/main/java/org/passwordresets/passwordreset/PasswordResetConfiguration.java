package org.passwordresets.passwordreset;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code password-resets.*} in the configuration.
 *
 * @param tokenKey protects reset tokens in the database: 32 random bytes in base64; a secret
 * @param tokenLifetime how long a reset token can be used
 * @param wrongTokens how many wrong tokens end a reset
 */
@ConfigurationProperties("password-resets")
record PasswordResetConfiguration(
        @Nullable String tokenKey,
        @Bindable(defaultValue = "6h") Duration tokenLifetime,
        @Bindable(defaultValue = "10") int wrongTokens) {

    /** Without the key. */
    @Override
    public String toString() {
        return "PasswordResetConfiguration[" + tokenLifetime + ", " + wrongTokens + "]";
    }
}
