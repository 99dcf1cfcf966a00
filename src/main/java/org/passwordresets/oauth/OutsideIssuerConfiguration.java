package org.passwordresets.oauth;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.passwordresets.Setting;

/**
 * An issuer of access tokens outside of this server, which then issues none itself: {@code /oauth/*} and {@code
 * /.well-known/*} do not exist. Its tokens need the claims that this server's own tokens have.
 *
 * @param jwksUrl where the issuer publishes its keys (a JWK set): an https address, or http on this machine
 * @param issuer the {@code iss} of its tokens, 1 to 255 characters
 * @param audience what the {@code aud} of its tokens must contain, 1 to 255 characters
 * @param timeout the longest time that a request waits for the issuer's keys, 100 ms to 10 seconds
 * @param interval the shortest time between two fetches of its keys, except that there can be two in a row; 100 ms to 10
 *     minutes
 */
@Context
@ConfigurationProperties(OutsideIssuerConfiguration.PREFIX)
record OutsideIssuerConfiguration(
        @Nullable String jwksUrl,
        @Nullable String issuer,
        @Nullable String audience,
        @Bindable(defaultValue = "2s") Duration timeout,
        @Bindable(defaultValue = "10s") Duration interval) {
    static final String PREFIX = "auth.outside-issuer";
    static final String JWKS_URL = PREFIX + ".jwks-url";
    private static final Duration MIN = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MAX_INTERVAL = Duration.ofMinutes(10);

    OutsideIssuerConfiguration {
        setting("timeout").within(timeout, MIN, MAX_TIMEOUT);
        setting("interval").within(interval, MIN, MAX_INTERVAL);
        if (jwksUrl == null) {
            refuseUseless("issuer", issuer);
            refuseUseless("audience", audience);
        } else {
            if (!isAddress(jwksUrl)) {
                throw setting("jwks-url").refused("must be an address such as https://id.example.com/jwks.json");
            }
            setting("issuer").text(issuer);
            setting("audience").text(audience);
        }
    }

    private static Setting setting(String name) {
        return Setting.of(PREFIX + "." + name);
    }

    private static void refuseUseless(String name, @Nullable String value) {
        if (value != null) {
            throw setting(name).refused("has no effect without " + JWKS_URL);
        }
    }

    /** With https, because whoever can change the response can sign tokens. */
    private static boolean isAddress(String value) {
        try {
            URI address = new URI(value);
            boolean isLocal = "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
            return address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getFragment() == null
                    && ("https".equals(address.getScheme()) || isLocal && "http".equals(address.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
