package org.passwordresets.limit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import org.passwordresets.ConfigurationRisks;
import org.passwordresets.Setting;

/**
 * How many requests a client can send. Each limit applies to a sliding window. Sales channels are counted by address, because
 * all shoppers share their client id; see {@code network.trusted-proxies}.
 *
 * @param enabled whether there are limits
 * @param interval the length of the long window, 1 second to 24 hours
 * @param burstInterval the length of the short window, which applies to each operation separately, 1 second to 24 hours
 * @param live requests of a client in live mode in the long window, 1 to 1,000,000 like the numbers
 *     below
 * @param liveBurst requests of a client in live mode to one operation in the short window
 * @param test requests of a client in test mode in the long window
 * @param testBurst requests of a client in test mode to one operation in the short window
 * @param oauth requests for tokens from one address in the long window
 * @param resets requests for a password reset of one customer, or for one email address without a customer, in their own window,
 *     0 to 1,000,000; 0 for no limit
 * @param resetsInterval the length of the window for {@code resets}, 1 second to 24 hours
 * @param emailChanges attempts of a signed-in customer to change their email address, taken or not, in their own window, 0 to
 *     1,000,000; 0 for no limit
 * @param emailChangesInterval the length of the window for {@code email-changes}, 1 second to 24 hours
 */
@Context
@ConfigurationProperties("rate-limits")
record RateLimitConfiguration(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "60s") Duration interval,
        @Bindable(defaultValue = "10s") Duration burstInterval,
        @Bindable(defaultValue = "200") int live,
        @Bindable(defaultValue = "50") int liveBurst,
        @Bindable(defaultValue = "100") int test,
        @Bindable(defaultValue = "25") int testBurst,
        @Bindable(defaultValue = "30") int oauth,
        @Bindable(defaultValue = "20") int resets,
        @Bindable(defaultValue = "1h") Duration resetsInterval,
        @Bindable(defaultValue = "10") int emailChanges,
        @Bindable(defaultValue = "1h") Duration emailChangesInterval)
        implements ConfigurationRisks {
    private static final int MAX = 1_000_000;

    RateLimitConfiguration {
        setting("interval").within(interval, Duration.ofSeconds(1), Duration.ofHours(24));
        setting("burst-interval").within(burstInterval, Duration.ofSeconds(1), Duration.ofHours(24));
        setting("live").within(live, 1, MAX);
        setting("live-burst").within(liveBurst, 1, MAX);
        setting("test").within(test, 1, MAX);
        setting("test-burst").within(testBurst, 1, MAX);
        setting("oauth").within(oauth, 1, MAX);
        setting("resets").within(resets, 0, MAX);
        setting("resets-interval").within(resetsInterval, Duration.ofSeconds(1), Duration.ofHours(24));
        setting("email-changes").within(emailChanges, 0, MAX);
        setting("email-changes-interval").within(emailChangesInterval, Duration.ofSeconds(1), Duration.ofHours(24));
    }

    private static Setting setting(String name) {
        return Setting.of("rate-limits." + name);
    }

    @Override
    public List<String> risks() {
        return enabled
                ? List.of()
                : List.of("Rate limits are off: rate-limits.enabled (RATE_LIMITS_ENABLED) is false.");
    }
}
