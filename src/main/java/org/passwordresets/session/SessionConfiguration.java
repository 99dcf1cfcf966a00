package org.passwordresets.session;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.passwordresets.Setting;

/**
 * How long a customer who has signed in stays signed in.
 *
 * @param maximumLifetime how long after the sign-in a session ends, however often it was renewed, 1 second to 365 days. No token
 *     of the session outlives it. A change applies to later sign-ins
 * @param refreshTokenLifetime how long a refresh token is valid, 1 second to 365 days
 * @param reuseGrace how long a used refresh token is only refused, because a second browser tab may send it too. After that,
 *     using it again ends the session, because it may be stolen. 0 seconds to 5 minutes
 * @param endAccessTokens whether a new password, a new email address or the deletion of the customer ends the access tokens
 *     issued before: at once on the server that handles it, within a second on the others. If false, they are valid until they
 *     expire, and a customer's request needs no look into the database for it; refresh tokens end in both cases
 */
@Context
@ConfigurationProperties("sessions")
record SessionConfiguration(
        @Bindable(defaultValue = "30d") Duration maximumLifetime,
        @Bindable(defaultValue = "14d") Duration refreshTokenLifetime,
        @Bindable(defaultValue = "10s") Duration reuseGrace,
        @Bindable(defaultValue = "true") boolean endAccessTokens) {
    private static final Duration MIN_LIFETIME = Duration.ofSeconds(1);
    private static final Duration MAX_LIFETIME = Duration.ofDays(365);
    private static final Duration MAX_GRACE = Duration.ofMinutes(5);

    SessionConfiguration {
        Setting.of("sessions.maximum-lifetime").within(maximumLifetime, MIN_LIFETIME, MAX_LIFETIME);
        Setting.of("sessions.refresh-token-lifetime").within(refreshTokenLifetime, MIN_LIFETIME, MAX_LIFETIME);
        Setting.of("sessions.reuse-grace").within(reuseGrace, Duration.ZERO, MAX_GRACE);
    }
}
