package org.passwordresets.auth;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.passwordresets.Setting;

/**
 * Who issues access tokens, and how long they are valid.
 *
 * @param issuer the {@code iss} of access tokens, 1 to 255 characters
 * @param integrationLifetime how long an integration's access token is valid, 1 second to 365 days
 * @param salesChannelLifetime how long a sales channel's access token is valid, 1 second to 365 days
 */
@Context
@ConfigurationProperties("auth")
public record AuthConfiguration(
        @Bindable(defaultValue = "password-resets") String issuer,
        @Bindable(defaultValue = "2h") Duration integrationLifetime,
        @Bindable(defaultValue = "4h") Duration salesChannelLifetime) {
    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofHours(365 * 24);

    public AuthConfiguration {
        Setting.of("auth.issuer").text(issuer);
        Setting.of("auth.integration-lifetime").within(integrationLifetime, MIN, MAX);
        Setting.of("auth.sales-channel-lifetime").within(salesChannelLifetime, MIN, MAX);
    }

    /** How long an access token of that kind of application is valid. */
    public Duration lifetime(ApplicationKind kind) {
        return kind == ApplicationKind.SALES_CHANNEL ? salesChannelLifetime : integrationLifetime;
    }

    /** The longest time that an access token of this server is valid. */
    public Duration longestLifetime() {
        return integrationLifetime.compareTo(salesChannelLifetime) > 0 ? integrationLifetime : salesChannelLifetime;
    }
}
