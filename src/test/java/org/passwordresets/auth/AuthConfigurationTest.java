package org.passwordresets.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code auth.*}, their defaults and bounds. */
class AuthConfigurationTest {
    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(AuthConfiguration.class, Map.of()))
                .isEqualTo(new AuthConfiguration("password-resets", Duration.ofHours(2), Duration.ofHours(4)));
    }

    @Test
    void readsTheseKeys() {
        assertThat(Settings.read(
                        AuthConfiguration.class,
                        Map.of(
                                "auth.issuer", "https://ab.example/~auth",
                                "auth.integration-lifetime", "1s",
                                "auth.sales-channel-lifetime", "8760h")))
                .isEqualTo(
                        new AuthConfiguration("https://ab.example/~auth", Duration.ofSeconds(1), Duration.ofDays(365)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
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
}
