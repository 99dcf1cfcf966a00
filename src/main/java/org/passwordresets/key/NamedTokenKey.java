package org.passwordresets.key;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.passwordresets.Setting;

/**
 * A token key with the time from which it protects new tokens, so that all servers change to it at once. Tokens that an older
 * key protects remain readable as long as that key is configured. The stub accepts the setting, but does not need it.
 *
 * @param name its name in the configuration
 * @param key 32 random bytes in base64, or {@code file:} and the path of a file with them; a secret
 * @param from when it begins to protect new tokens: a time such as {@code 2027-01-31T00:00:00Z}, after all servers have the key
 */
@Context
@EachProperty("keys.tokens")
record NamedTokenKey(
        @Parameter String name,
        @Nullable String key,
        @Nullable Instant from) {
    NamedTokenKey {
        if (key == null && from == null) {
            // The framework also reads KEYS_TOKENS_MY_NEXT_KEY as a key of a token key "my".
            throw new DisabledBeanException("There are no settings for a token key " + name);
        }
        if (key == null || key.isBlank()) {
            throw setting(name, "key").refused("is missing");
        }
        if (from == null) {
            throw setting(name, "from").refused("is missing: set it to a time such as 2027-01-31T00:00:00Z");
        }
    }

    private static Setting setting(String key, String name) {
        return Setting.of("keys.tokens." + key + "." + name);
    }

    KeyRing.Timed<TokenKey> timed() {
        Setting setting = setting(name, "key");
        return new KeyRing.Timed<>(setting, TokenKey.of(setting, KeyText.read(setting, key)), from);
    }

    /** Omits the key, which is a secret. */
    @Override
    public String toString() {
        return "NamedTokenKey[" + name + ", " + from + "]";
    }
}
