package org.passwordresets.key;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.passwordresets.Setting;

/**
 * A signing key with the time from which it signs, so that all servers change to it at once. Until then, and as long as a
 * token that it signed can be valid, servers accept the key and publish it.
 *
 * @param name its name in the configuration
 * @param key an RSA private key of 2048 bits or more, PKCS#8 in PEM, or {@code file:} and the path of a file with it; a secret
 * @param from when it begins to sign: a time such as {@code 2027-01-31T00:00:00Z}, after all servers have the key
 */
@Context
@EachProperty("keys.signing")
@Requires(notEnv = "stub")
record NamedSigningKey(
        @Parameter String name,
        @Nullable String key,
        @Nullable Instant from) {
    NamedSigningKey {
        if (key == null && from == null) {
            // The framework also reads KEYS_SIGNING_MY_NEXT_KEY as a key of a signing key "my".
            throw new DisabledBeanException("There are no settings for a signing key " + name);
        }
        if (key == null || key.isBlank()) {
            throw setting(name, "key").refused("is missing");
        }
        if (from == null) {
            throw setting(name, "from").refused("is missing: set it to a time such as 2027-01-31T00:00:00Z");
        }
    }

    private static Setting setting(String key, String name) {
        return Setting.of("keys.signing." + key + "." + name);
    }

    KeyRing.Timed<SigningKey> timed() {
        Setting setting = setting(name, "key");
        return new KeyRing.Timed<>(setting, SigningKey.of(setting, KeyText.read(setting, key)), from);
    }

    /** Omits the key, which is a secret. */
    @Override
    public String toString() {
        return "NamedSigningKey[" + name + ", " + from + "]";
    }
}
