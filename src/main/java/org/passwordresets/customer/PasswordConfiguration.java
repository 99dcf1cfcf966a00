package org.passwordresets.customer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import org.passwordresets.Setting;

/**
 * How long passwords must be, and how they are hashed.
 *
 * @param minimumLength the minimum number of characters of a password, 6 to 128; by default 8, as in the contract (its schema
 *     applies this value: see {@code x-configured-by} there)
 * @param memory the memory of one hash, in KiB, 8 to 1048576 (OWASP's parameters for Argon2id: 19456 KiB, 2 iterations, 1
 *     lane)
 * @param iterations the iterations of one hash, 1 to 100
 * @param atOnce how many hashes the server computes at the same time, 1 to 1000; by default one per processor, but no more
 *     than fit into a quarter of the heap
 */
@Context
@ConfigurationProperties("passwords")
record PasswordConfiguration(
        @Nullable Integer minimumLength,
        @Bindable(defaultValue = "19456") int memory,
        @Bindable(defaultValue = "2") int iterations,
        @Nullable Integer atOnce) {
    private static final int MIN_LENGTH = 6;
    private static final int MAX_LENGTH = 128;
    /** Argon2's own minimum for one lane. */
    private static final int MIN_MEMORY = 8;

    private static final int MAX_MEMORY = 1_048_576;
    private static final int MAX_ITERATIONS = 100;
    private static final int MAX_AT_ONCE = 1000;

    PasswordConfiguration {
        if (minimumLength != null) {
            Setting.of("passwords.minimum-length").within(minimumLength, MIN_LENGTH, MAX_LENGTH);
        }
        Setting.of("passwords.memory").within(memory, MIN_MEMORY, MAX_MEMORY);
        Setting.of("passwords.iterations").within(iterations, 1, MAX_ITERATIONS);
        if (atOnce != null) {
            Setting.of("passwords.at-once").within(atOnce, 1, MAX_AT_ONCE);
        }
    }

    int hashesAtOnce() {
        if (atOnce != null) {
            return atOnce;
        }
        long room = Runtime.getRuntime().maxMemory() / 4 / (memory * 1024L);
        return (int) Math.max(1, Math.min(room, Runtime.getRuntime().availableProcessors()));
    }
}
