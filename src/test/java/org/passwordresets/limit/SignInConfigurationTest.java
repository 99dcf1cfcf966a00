package org.passwordresets.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code rate-limits.sign-in.*}, their defaults and bounds. */
class SignInConfigurationTest {
    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(SignInConfiguration.class, Map.of()))
                .isEqualTo(new SignInConfiguration(Duration.ofMinutes(15), 5, 20, 50, Duration.ofDays(30)));
    }

    @Test
    void readsTheseKeys() {
        assertThat(Settings.read(
                        SignInConfiguration.class,
                        Map.of(
                                "rate-limits.sign-in.interval", "1s",
                                "rate-limits.sign-in.account-and-address", "1",
                                "rate-limits.sign-in.account", "2",
                                "rate-limits.sign-in.address", "3",
                                "rate-limits.sign-in.known-address", "365d")))
                .isEqualTo(new SignInConfiguration(Duration.ofSeconds(1), 1, 2, 3, Duration.ofDays(365)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interval            | 0s      | is 0s; it must be from 1s to 24h",
                "interval            | 25h     | is 25h; it must be from 1s to 24h",
                "account-and-address | 0       | is 0; it must be from 1 to 1000000",
                "account             | 1000001 | is 1000001; it must be from 1 to 1000000",
                "address             | many    | must be a whole number",
                "known-address       | 0s      | is 0s; it must be from 1s to 8760h",
            })
    void refusesNonsense(String key, String value, String reason) {
        Settings.assertRefused("rate-limits.sign-in." + key, value, reason);
    }
}
