package org.passwordresets.auth;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import org.passwordresets.ConfigurationRisks;

/**
 * {@code rate-limits.*} in the configuration. How much a client may ask for: each in a window that slides.
 *
 * @param enabled whether there are any limits
 * @param interval the length of the long window
 * @param burstInterval the length of the short window, which each operation has for itself
 * @param live requests of a client in live mode in the long window
 * @param liveBurst requests of a client in live mode to one operation in the short window
 * @param test requests of a client in test mode in the long window
 * @param testBurst requests of a client in test mode to one operation in the short window
 * @param oauth requests for tokens from one address in the long window
 */
@ConfigurationProperties("rate-limits")
record RateLimitConfiguration(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "60s") Duration interval,
        @Bindable(defaultValue = "10s") Duration burstInterval,
        @Bindable(defaultValue = "200") int live,
        @Bindable(defaultValue = "50") int liveBurst,
        @Bindable(defaultValue = "100") int test,
        @Bindable(defaultValue = "25") int testBurst,
        @Bindable(defaultValue = "30") int oauth)
        implements ConfigurationRisks {

    @Override
    public List<String> risks() {
        return enabled
                ? List.of()
                : List.of("Rate limits are off: rate-limits.enabled (RATE_LIMITS_ENABLED) is false.");
    }
}
