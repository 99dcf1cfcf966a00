package org.passwordresets.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code rate-limits.*}, their defaults and bounds. */
class RateLimitConfigurationTest {
    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(RateLimitConfiguration.class, Map.of()))
                .isEqualTo(new RateLimitConfiguration(
                        true,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10),
                        200,
                        50,
                        100,
                        25,
                        30,
                        20,
                        Duration.ofHours(1),
                        10,
                        Duration.ofHours(1)));
    }

    @Test
    void readsTheseKeys() {
        assertThat(Settings.read(
                        RateLimitConfiguration.class,
                        settings(
                                "rate-limits.enabled", "off",
                                "rate-limits.interval", "24h",
                                "rate-limits.burst-interval", "1s",
                                "rate-limits.live", "1000000",
                                "rate-limits.live-burst", "1",
                                "rate-limits.test", "2",
                                "rate-limits.test-burst", "3",
                                "rate-limits.oauth", "4",
                                "rate-limits.resets", "0",
                                "rate-limits.resets-interval", "1m",
                                "rate-limits.email-changes", "0",
                                "rate-limits.email-changes-interval", "2m")))
                .isEqualTo(new RateLimitConfiguration(
                        false,
                        Duration.ofHours(24),
                        Duration.ofSeconds(1),
                        1_000_000,
                        1,
                        2,
                        3,
                        4,
                        0,
                        Duration.ofMinutes(1),
                        0,
                        Duration.ofMinutes(2)));
    }

    private static Map<String, Object> settings(String... keysAndValues) {
        Map<String, Object> settings = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return settings;
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "live-burst", "test", "test-burst", "oauth"})
    void refusesOtherNumbers(String name) {
        String key = "rate-limits." + name;
        Settings.assertRefused(key, "0", "is 0; it must be from 1 to 1000000");
        Settings.assertRefused(key, "-1", "is -1; it must be from 1 to 1000000");
        Settings.assertRefused(key, "1000001", "is 1000001; it must be from 1 to 1000000");
        Settings.assertRefused(key, "many", "must be a whole number");
        Settings.assertRefused(key, "1.5", "must be a whole number");
        Settings.assertRefused(key, "99999999999", "must be a whole number");
        Settings.assertRefused(key, "", "is blank; set it or leave it out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"interval", "burst-interval", "resets-interval", "email-changes-interval"})
    void refusesOtherTimes(String name) {
        String key = "rate-limits." + name;
        Settings.assertRefused(key, "0s", "is 0s; it must be from 1s to 24h");
        Settings.assertRefused(key, "-10s", "is -10s; it must be from 1s to 24h");
        Settings.assertRefused(key, "25h", "is 25h; it must be from 1s to 24h");
        Settings.assertRefused(key, "60", "must be a duration such as 30s, 10m or 2h");
    }

    /** The framework reads each of them as false: a slip would switch the limits off. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "ture", "enabled", "null"})
    void refusesWhatIsNeitherTrueNorFalse(String text) {
        Settings.assertRefused("rate-limits.enabled", text, "must be true or false");
    }
}
