package org.passwordresets.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code auth.*}, their defaults and bounds. */
class AuthConfigurationTest {
    private static final String KEY =
            Settings.read(AuthConfiguration.class, Map.of()).signingKey();

    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(AuthConfiguration.class, Map.of()))
                .isEqualTo(new AuthConfiguration(KEY, "password-resets", Duration.ofHours(2), Duration.ofHours(4)));
    }

    @Test
    void readsTheseKeys() {
        assertThat(Settings.read(
                        AuthConfiguration.class,
                        Map.of(
                                "auth.signing-key", KEY + "\n",
                                "auth.issuer", "https://ab.example/~auth",
                                "auth.integration-lifetime", "1s",
                                "auth.sales-channel-lifetime", "8760h")))
                .isEqualTo(new AuthConfiguration(
                        KEY + "\n", "https://ab.example/~auth", Duration.ofSeconds(1), Duration.ofDays(365)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "auth.signing-key            | ``      | is missing: set it to an RSA private key, PKCS#8 in PEM",
                "auth.signing-key            | x       | is not an RSA private key in PKCS#8 PEM form",
                "auth.issuer                 | ``      | is blank; set it or leave it out",
                "auth.integration-lifetime   | 0s      | is 0s; it must be from 1s to 8760h",
                "auth.integration-lifetime   | -1h     | is -1h; it must be from 1s to 8760h",
                "auth.integration-lifetime   | 8761h   | is 8761h; it must be from 1s to 8760h",
                "auth.integration-lifetime   | soon    | must be a duration such as 30s, 10m or 2h",
                "auth.sales-channel-lifetime | 0s      | is 0s; it must be from 1s to 8760h",
                "auth.sales-channel-lifetime | 999ms   | is 0.999s; it must be from 1s to 8760h",
                "auth.sales-channel-lifetime | ``      | is blank; set it or leave it out",
            })
    void refusesNonsense(String key, String value, String reason) {
        Settings.assertRefused(key, value, reason);
    }

    @Test
    void refusesAShortKey() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(1024);
        String base64 = Base64.getEncoder()
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
        Settings.assertRefused("auth.signing-key", base64, "has 1024 bits; it needs 2048 or more");
    }
}
