package org.passwordresets.key;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import org.passwordresets.Setting;

/** The keys that protect reset tokens. Created at startup, so that an invalid key is reported at once. */
@Context
@Requires(notEnv = "stub")
public final class TokenKeys {
    private static final Setting SETTING = Setting.of("password-resets.token-key");

    private final TokenKey key;

    TokenKeys(TokenKeyConfiguration configuration) {
        this.key = TokenKey.of(SETTING, required(configuration.tokenKey()));
    }

    private static String required(@Nullable String base64) {
        if (base64 == null || base64.isBlank()) {
            throw SETTING.refused("is missing: set it to 32 random bytes in base64");
        }
        return base64;
    }

    /** The key that new tokens are protected with. */
    public TokenKey newest() {
        return key;
    }
}
