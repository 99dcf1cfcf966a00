package org.passwordresets.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.policy.PasswordResetConfiguration;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code password-resets.*}, their defaults and bounds. */
class PasswordResetConfigurationTest {
    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(PasswordResetConfiguration.class, Map.of()))
                .isEqualTo(new PasswordResetConfiguration(Duration.ofHours(6), 10));
    }

    @Test
    void readsTheseKeys() {
        assertThat(Settings.read(
                        PasswordResetConfiguration.class,
                        Map.of(
                                "password-resets.token-lifetime", "30d",
                                "password-resets.wrong-tokens", "1")))
                .isEqualTo(new PasswordResetConfiguration(Duration.ofDays(30), 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "password-resets.token-lifetime | 0s         | is 0s; it must be from 1s to 720h",
                "password-resets.token-lifetime | -6h        | is -6h; it must be from 1s to 720h",
                "password-resets.token-lifetime | 31d        | is 744h; it must be from 1s to 720h",
                "password-resets.token-lifetime | 6          | must be a duration such as 30s, 10m or 2h",
                "password-resets.wrong-tokens   | 0          | is 0; it must be from 1 to 1000",
                "password-resets.wrong-tokens   | 1001       | is 1001; it must be from 1 to 1000",
            })
    void refusesNonsense(String key, String value, String reason) {
        Settings.assertRefused(key, value, reason);
    }
}
