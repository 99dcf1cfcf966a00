package org.passwordresets.policy;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.time.Instant;
import org.passwordresets.Setting;
import org.passwordresets.generated.model.CustomerPasswordResetUpdateAttributes;

/**
 * The tokens of password resets, on the server and in the stub.
 *
 * @param tokenLifetime how long a reset token can be used, 1 second to 30 days
 * @param wrongTokens how many wrong tokens invalidate a reset, 1 to 1000
 */
@Context
@ConfigurationProperties("password-resets")
public record PasswordResetConfiguration(
        @Bindable(defaultValue = CustomerPasswordResetUpdateAttributes.RESET_PASSWORD_TOKEN_LIFETIME)
        Duration tokenLifetime,

        @Bindable(defaultValue = CustomerPasswordResetUpdateAttributes.MAX_WRONG_TOKENS)
        int wrongTokens) {
    private static final Duration MIN_LIFETIME = Duration.ofSeconds(1);
    private static final Duration MAX_LIFETIME = Duration.ofDays(30);
    private static final int MAX_WRONG_TOKENS = 1000;

    /** Rejects values out of range. */
    public PasswordResetConfiguration {
        Setting.of("password-resets.token-lifetime").within(tokenLifetime, MIN_LIFETIME, MAX_LIFETIME);
        Setting.of("password-resets.wrong-tokens").within(wrongTokens, 1, MAX_WRONG_TOKENS);
    }

    /** When the token of a reset created at this time expires. */
    public Instant expiry(Instant createdAt) {
        return createdAt.plus(tokenLifetime);
    }
}
