package org.passwordresets.auth;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code auth.*} in the configuration.
 *
 * @param signingKey signs access tokens: an RSA private key of 2048 bits or more, PKCS#8 in PEM; a secret
 * @param issuer the {@code iss} of access tokens
 * @param integrationLifetime how long an integration's access token is valid
 * @param salesChannelLifetime how long a sales channel's access token is valid
 */
@ConfigurationProperties("auth")
record AuthConfiguration(
        @Nullable String signingKey,
        @Bindable(defaultValue = "password-resets") String issuer,
        @Bindable(defaultValue = "2h") Duration integrationLifetime,
        @Bindable(defaultValue = "4h") Duration salesChannelLifetime) {

    Duration lifetime(ApplicationKind kind) {
        return kind == ApplicationKind.SALES_CHANNEL ? salesChannelLifetime : integrationLifetime;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "AuthConfiguration[" + issuer + ", " + integrationLifetime + ", " + salesChannelLifetime + "]";
    }
}
