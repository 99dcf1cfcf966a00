package org.passwordresets.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.support.Settings;

/** Pins the keys of {@code maintenance.*}, their defaults and bounds. */
class MaintenanceConfigurationTest {
    @Test
    void hasTheseDefaults() {
        assertThat(Settings.read(MaintenanceConfiguration.class, Map.of()))
                .isEqualTo(new MaintenanceConfiguration(
                        Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofHours(1)));
    }

    @Test
    void readsTheseKeys() {
        Map<String, Object> settings = Map.of(
                "maintenance.check-interval", "5s", "maintenance.lease", "2m", "maintenance.recount-interval", "1d");
        assertThat(Settings.read(MaintenanceConfiguration.class, settings))
                .isEqualTo(
                        new MaintenanceConfiguration(Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofDays(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "check-interval,0s,0s,0.1s,1h",
        "check-interval,2h,2h,0.1s,1h",
        "lease,0s,0s,1s,1h",
        "lease,-5s,-5s,1s,1h",
        "recount-interval,0s,0s,1s,8760h"
    })
    void refusesNonsense(String key, String value, String shown, String least, String most) {
        assertThat(Settings.refusal(Map.of("maintenance." + key, value)))
                .isEqualTo("maintenance.%s (environment: MAINTENANCE_%s) is %s; it must be from %s to %s"
                        .formatted(key, key.toUpperCase().replace('-', '_'), shown, least, most));
    }
}
