package org.passwordresets.customer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * {@code passwords.*} in the configuration. The least length is the contract's, unless {@code passwords.minimum-length}
 * says otherwise: see {@code x-configured-by} there.
 *
 * @param memory of one hash, in KiB (OWASP's parameters for Argon2id: 19456 KiB, 2 iterations, 1 lane)
 * @param iterations of one hash
 * @param atOnce how many hashes may be computed at the same time; by default as many as there are processors, and no more
 *     than a quarter of the heap has room for
 */
@ConfigurationProperties("passwords")
record PasswordConfiguration(
        @Bindable(defaultValue = "19456") int memory,
        @Bindable(defaultValue = "2") int iterations,
        @Nullable Integer atOnce) {

    int hashesAtOnce() {
        if (atOnce != null) {
            return Math.max(1, atOnce);
        }
        long room = Runtime.getRuntime().maxMemory() / 4 / (memory * 1024L);
        return (int) Math.max(1, Math.min(room, Runtime.getRuntime().availableProcessors()));
    }
}
