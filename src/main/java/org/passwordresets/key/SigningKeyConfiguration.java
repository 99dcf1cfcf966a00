package org.passwordresets.key;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import org.passwordresets.Setting;

/**
 * The key that signs access tokens.
 *
 * @param signingKey signs access tokens: an RSA private key of 2048 bits or more, PKCS#8 in PEM; a secret
 */
@Context
@ConfigurationProperties("auth")
@Requires(notEnv = "stub")
record SigningKeyConfiguration(@Nullable String signingKey) {
    SigningKeyConfiguration {
        if (signingKey == null || signingKey.isBlank()) {
            throw Setting.of("auth.signing-key").refused("is missing: set it to an RSA private key, PKCS#8 in PEM");
        }
    }

    /** Omits the key, which is a secret. */
    @Override
    public String toString() {
        return "SigningKeyConfiguration[secret]";
    }
}
