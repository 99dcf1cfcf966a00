package org.passwordresets.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code security-log.*}, their defaults and bounds. */
class SecurityLogConfigurationTest {
    @Test
    void keepsAMillionEntriesFor90DaysByDefault() {
        assertThat(Settings.read(SecurityLogConfiguration.class, Map.of()))
                .isEqualTo(
                        new SecurityLogConfiguration(10_000, Duration.ofDays(90), 1_000_000, Duration.ofMinutes(10)));
    }

    @Test
    void readsTheseKeys() {
        Map<String, Object> settings = Map.of(
                "security-log.queue", "5",
                "security-log.retention", "30d",
                "security-log.max-entries", "2000",
                "security-log.purge-interval", "1h");
        assertThat(Settings.read(SecurityLogConfiguration.class, settings))
                .isEqualTo(new SecurityLogConfiguration(5, Duration.ofDays(30), 2_000, Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "queue,0,0; it must be from 1 to 1000000",
        "queue,1000001,1000001; it must be from 1 to 1000000",
        "retention,59m,59m; it must be from 1h to 876000h",
        "max-entries,999,999; it must be from 1000 to 1000000000",
        "purge-interval,0s,0s; it must be from 1s to 8760h"
    })
    void refusesNonsense(String key, String value, String reason) {
        assertThat(Settings.refusal(Map.of("security-log." + key, value)))
                .isEqualTo("security-log.%s (environment: SECURITY_LOG_%s) is %s"
                        .formatted(key, key.toUpperCase().replace('-', '_'), reason));
    }
}
