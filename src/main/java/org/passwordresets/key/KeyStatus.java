package org.passwordresets.key;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * A configured key, for administrators.
 *
 * @param setting where it is configured
 * @param id identifies the key without revealing it
 * @param from when its use begins or began; null for the key that needs no time
 * @param use whether it is the key of new tokens
 */
public record KeyStatus(String setting, String id, @Nullable Instant from, Use use) {
    /** Whether a key is that of new tokens. */
    public enum Use {
        /** Not yet. */
        TO_COME,
        /** Now. */
        IN_USE,
        /** No longer. */
        REPLACED
    }
}
