package org.passwordresets.passwordreset;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.passwordresets.Setting;

/**
 * {@code password-resets.*} in the configuration.
 *
 * @param tokenKey protects reset tokens in the database: 32 random bytes in base64; a secret
 * @param tokenLifetime how long a reset token can be used, 1 second to 30 days
 * @param wrongTokens how many wrong tokens end a reset, 1 to 1000
 */
@Context
@ConfigurationProperties("password-resets")
record PasswordResetConfiguration(
        @Nullable String tokenKey,
        @Bindable(defaultValue = "6h") Duration tokenLifetime,
        @Bindable(defaultValue = "10") int wrongTokens) {
    private static final int MOST_WRONG_TOKENS = 1000;

    PasswordResetConfiguration {
        if (tokenKey == null || tokenKey.isBlank()) {
            throw Setting.of("password-resets.token-key").refused("is missing: set it to 32 random bytes in base64");
        }
        Setting.of("password-resets.token-lifetime")
                .within(tokenLifetime, Duration.ofSeconds(1), Duration.ofHours(720));
        Setting.of("password-resets.wrong-tokens").within(wrongTokens, 1, MOST_WRONG_TOKENS);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "PasswordResetConfiguration[" + tokenLifetime + ", " + wrongTokens + "]";
    }
}
