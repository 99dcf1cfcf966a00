package org.passwordresets.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code retention.*}, their defaults and bounds. */
class RetentionConfigurationTest {
    @Test
    void keepsEverythingButOldEventStoresByDefault() {
        assertThat(Settings.read(RetentionConfiguration.class, Map.of()))
                .isEqualTo(new RetentionConfiguration(null, null, Duration.ofDays(365), Duration.ofMinutes(10), 500));
    }

    @Test
    void readsTheseKeys() {
        Map<String, Object> settings = Map.of(
                "retention.password-resets", "90d",
                "retention.events", "365d",
                "retention.event-stores", "30d",
                "retention.interval", "1h",
                "retention.batch-size", "50");
        assertThat(Settings.read(RetentionConfiguration.class, settings))
                .isEqualTo(new RetentionConfiguration(
                        Duration.ofDays(90), Duration.ofDays(365), Duration.ofDays(30), Duration.ofHours(1), 50));
    }

    @ParameterizedTest
    @CsvSource({
        "password-resets,0s,0s; it must be from 1h to 876000h",
        "password-resets,-1h,-1h; it must be from 1h to 876000h",
        "password-resets,59m,59m; it must be from 1h to 876000h",
        "events,30s,30s; it must be from 1h to 876000h",
        "events,40000d,960000h; it must be from 1h to 876000h",
        "event-stores,59m,59m; it must be from 1h to 876000h",
        "interval,0s,0s; it must be from 1s to 8760h",
        "batch-size,0,0; it must be from 1 to 10000",
        "batch-size,10001,10001; it must be from 1 to 10000"
    })
    void refusesNonsense(String key, String value, String reason) {
        assertThat(Settings.refusal(Map.of("retention." + key, value)))
                .isEqualTo("retention.%s (environment: RETENTION_%s) is %s"
                        .formatted(key, key.toUpperCase().replace('-', '_'), reason));
    }
}
