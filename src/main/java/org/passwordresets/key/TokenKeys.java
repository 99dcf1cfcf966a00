package org.passwordresets.key;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passwordresets.Setting;

/** The keys that protect reset tokens. Created at startup, so that an invalid key is reported at once. */
@Context
@Requires(notEnv = "stub")
public final class TokenKeys {
    private static final Setting FIRST = Setting.of("password-resets.token-key");

    private final KeyRing<TokenKey> keys;

    TokenKeys(TokenKeyConfiguration first, List<NamedTokenKey> named, Clock clock) {
        List<KeyRing.Timed<TokenKey>> all = new ArrayList<>();
        if (first.tokenKey() != null && !first.tokenKey().isBlank()) {
            String base64 = KeyText.read(FIRST, first.tokenKey());
            all.add(new KeyRing.Timed<>(FIRST, TokenKey.of(FIRST, base64), Instant.MIN));
        }
        named.forEach(key -> all.add(key.timed()));
        this.keys = new KeyRing<>(clock, FIRST, "32 random bytes in base64", all, TokenKey::id);
    }

    /** The key that protects new tokens. */
    public TokenKey newest() {
        return keys.newest();
    }

    /** All keys, including future ones. */
    public List<TokenKey> all() {
        return keys.oldestFirst();
    }

    /** The key with this {@link TokenKey#id()}. */
    public Optional<TokenKey> find(String id) {
        return keys.find(id);
    }

    /** All of them, oldest first, for administrators. */
    public List<KeyStatus> status() {
        return keys.status();
    }
}
