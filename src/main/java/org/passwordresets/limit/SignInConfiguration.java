package org.passwordresets.limit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.passwordresets.Setting;

/**
 * How many failed attempts to sign in a customer has in a sliding window. `rate-limits.enabled` switches these limits off too.
 *
 * @param interval the length of the window, 1 second to 24 hours
 * @param accountAndAddress failures for one email address from one IP address, 1 to 1,000,000 like every number here. After
 *     that, each attempt is refused
 * @param account failures for one email address from all IP addresses. After that, an IP address that this customer has not
 *     signed in from has one attempt in the window
 * @param address failures from one IP address for all email addresses. After that, only customers who have signed in from it
 *     can sign in from it
 * @param knownAddress how long the server remembers that a customer has signed in from an IP address, 1 second to 365 days
 */
@Context
@ConfigurationProperties("rate-limits.sign-in")
record SignInConfiguration(
        @Bindable(defaultValue = "15m") Duration interval,
        @Bindable(defaultValue = "5") int accountAndAddress,
        @Bindable(defaultValue = "20") int account,
        @Bindable(defaultValue = "50") int address,
        @Bindable(defaultValue = "30d") Duration knownAddress) {
    private static final int MAX = 1_000_000;
    private static final Duration MIN_TIME = Duration.ofSeconds(1);

    SignInConfiguration {
        setting("interval").within(interval, MIN_TIME, Duration.ofHours(24));
        setting("account-and-address").within(accountAndAddress, 1, MAX);
        setting("account").within(account, 1, MAX);
        setting("address").within(address, 1, MAX);
        setting("known-address").within(knownAddress, MIN_TIME, Duration.ofHours(365 * 24));
    }

    private static Setting setting(String name) {
        return Setting.of("rate-limits.sign-in." + name);
    }
}
