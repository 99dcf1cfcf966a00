package org.passwordresets.customer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * {@code passwords.*} in the configuration. Made at the start, so that a wrong value is known at once.
 *
 * @param minimumLength how many characters a password has at least, 6 to 128; by default 8, as the contract says (it is the
 *     contract's schema that applies it: see {@code x-configured-by} there)
 * @param memory of one hash, in KiB (OWASP's parameters for Argon2id: 19456 KiB, 2 iterations, 1 lane)
 * @param iterations of one hash
 * @param atOnce how many hashes may be computed at the same time; by default as many as there are processors, and no more
 *     than a quarter of the heap has room for
 */
@Context
@ConfigurationProperties("passwords")
record PasswordConfiguration(
        @Nullable Integer minimumLength,
        @Bindable(defaultValue = "19456") int memory,
        @Bindable(defaultValue = "2") int iterations,
        @Nullable Integer atOnce) {
    private static final int LEAST = 6;
    private static final int MOST = 128;

    PasswordConfiguration {
        if (minimumLength != null && (minimumLength < LEAST || minimumLength > MOST)) {
            throw new ConfigurationException("passwords.minimum-length (environment: PASSWORDS_MINIMUM_LENGTH) is "
                    + minimumLength + "; it must be from " + LEAST + " to " + MOST);
        }
    }

    int hashesAtOnce() {
        if (atOnce != null) {
            return Math.max(1, atOnce);
        }
        long room = Runtime.getRuntime().maxMemory() / 4 / (memory * 1024L);
        return (int) Math.max(1, Math.min(room, Runtime.getRuntime().availableProcessors()));
    }
}
