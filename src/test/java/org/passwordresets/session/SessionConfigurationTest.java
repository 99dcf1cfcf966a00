package org.passwordresets.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code sessions.*}, their defaults and bounds. */
class SessionConfigurationTest {
    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(SessionConfiguration.class, Map.of()))
                .isEqualTo(new SessionConfiguration(
                        Duration.ofDays(30), Duration.ofDays(14), Duration.ofSeconds(10), true));
    }

    @Test
    void readsTheseKeys() {
        assertThat(Settings.read(
                        SessionConfiguration.class,
                        Map.of(
                                "sessions.maximum-lifetime", "1s",
                                "sessions.refresh-token-lifetime", "8760h",
                                "sessions.reuse-grace", "0s",
                                "sessions.end-access-tokens", "false")))
                .isEqualTo(new SessionConfiguration(Duration.ofSeconds(1), Duration.ofDays(365), Duration.ZERO, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sessions.maximum-lifetime       | 0s    | is 0s; it must be from 1s to 8760h",
                "sessions.maximum-lifetime       | 366d  | is 8784h; it must be from 1s to 8760h",
                "sessions.refresh-token-lifetime | 0s    | is 0s; it must be from 1s to 8760h",
                "sessions.refresh-token-lifetime | 8761h | is 8761h; it must be from 1s to 8760h",
                "sessions.refresh-token-lifetime | soon  | must be a duration such as 30s, 10m or 2h",
                "sessions.reuse-grace            | -1s   | is -1s; it must be from 0s to 5m",
                "sessions.reuse-grace            | 301s  | is 5m1s; it must be from 0s to 5m",
                "sessions.end-access-tokens      | maybe | must be true or false",
            })
    void refusesNonsense(String key, String value, String reason) {
        Settings.assertRefused(key, value, reason);
    }
}
