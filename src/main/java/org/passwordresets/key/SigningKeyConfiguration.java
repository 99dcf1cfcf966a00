package org.passwordresets.key;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;

/**
 * The key that signs access tokens, until one of {@code keys.signing} does.
 *
 * @param signingKey signs access tokens: an RSA private key of 2048 bits or more, PKCS#8 in PEM, or {@code file:} and the path
 *     of a file with it; a secret
 */
@Context
@ConfigurationProperties("auth")
@Requires(notEnv = "stub")
record SigningKeyConfiguration(@Nullable String signingKey) {
    /** Omits the key, which is a secret. */
    @Override
    public String toString() {
        return "SigningKeyConfiguration[secret]";
    }
}
